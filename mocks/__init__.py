"""The partners, simulated: Komet, iBuyFlowers and Axerrio, each with its state and its rules."""
