"""Travel matrices as routing engines give them: their shapes, their ids, and what is plausible."""
