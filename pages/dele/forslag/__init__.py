"""What the page of proposals is made of: what is asked, the front, and using one."""
