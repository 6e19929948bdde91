"""Experiments: many games side by side on the same luck, and what they show.

`experiments` measure, `laws` and `balance` judge, `search`, `density` and `ablation` look for what could be done
otherwise, `bench` takes the time; `worlds` and `games` play for all of them. What is printed about it stands here too;
no rule does, and nothing that only a window could show.
"""
