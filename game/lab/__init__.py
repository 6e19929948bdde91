"""Experiments: many games side by side on the same luck, and what they show."""
