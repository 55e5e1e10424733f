"""Review: who judged which claim how, kept in journals that only grow; the queue; what reviewers agree on."""
