"""What members set going by their signatures: petitions and recall."""
