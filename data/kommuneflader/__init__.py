"""Outlines of kommuner as others publish them: which is whose, in the CRS of measure, and held."""
