"""Statistics without a word of the service desk."""

from servicedesk_core.stats.proportion import Proportion, proportion_interval

__all__ = ["Proportion", "proportion_interval"]
