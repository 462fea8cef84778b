"""Histories of real organisations, rebuilt from published facts as records that anybody can verify.

Each is written by one archivist under the clock ``reconstruction``: its times are the sources'.
"""
