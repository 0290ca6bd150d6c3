"""The doors: one for each audience. A door asks the rooms and draws; it decides nothing."""
