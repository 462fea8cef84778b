"""The roll of the Nix project's steering committee election of 2025."""
