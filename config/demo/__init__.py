"""An invented municipality with invented people: something to look at on the first day."""
