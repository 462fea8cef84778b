"""Founding in the browser: a few people, each at a device of her own, read the bylaws, make a passkey and sign.

Until all have signed there is no record: what they gave lies in one file of the folder, and can be begun again.
"""
