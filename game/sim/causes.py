"""What the entries of the score account are called. A table alone, so that whoever reads levels needs no arrays."""

from __future__ import annotations

SCORE_CAUSES: dict[str, str] = {
    "capacity": "What everyone could make on an average day",
    "empty": "Empty seats",
    "learning": "New people learning",
    "growth": "Better methods",
    "equipment": "Equipment",
    "waiting": "Waiting for a letter",
    "improving": "Time spent on improvements",
    "craft": "Doing what they are good at",
    "spirit": "Morale at work",
    "reports": "People writing reports",
    "switching": "Changing jobs",
    "tools": "Building shared tools",
    "fires": "Fires",
    "measures": "Working to the figures",
    "double": "Work done twice",
    "apart": "Pulling apart",
    "vision": "Drawn by the vision",
    "overtime": "Overtime for a contract",
    "stocked": "Put on the shelf",
    "spoiled": "Spoiled on the shelf",
    "waste": "Paid for in vain",
    "recall": "Bad goods out there",
    "parts": "Waiting for parts",
    "built in": "Built into other goods",
    "ripening": "Not ready yet",
    "stuck": "Something in the way",
    "talks": "Talking it over",
    "holding": "Kept in stock",
    "owing": "Customers left waiting",
}
"""Entries of the score account in the order in which the week computes them, with the words players read."""
