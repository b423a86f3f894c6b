"""What `nap lint` checks: rules by topic, and how they are run."""
