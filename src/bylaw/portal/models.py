"""The portal's own tables: what is no part of the record, and can be lost without harm to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Code(models.Model):
    """A code on its way to a member, by its digest; `member` is empty where nobody has the address."""

    objects: ClassVar[models.Manager[Code]] = models.Manager()

    attempt: models.CharField[str, str] = models.CharField(max_length=32, db_index=True)
    address: models.CharField[str, str] = models.CharField(max_length=64, db_index=True)
    """A keyed digest of the address, by which attempts are counted."""
    member: models.CharField[str, str] = models.CharField(max_length=32, blank=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    made: models.BigIntegerField[int, int] = models.BigIntegerField()
    tries: models.IntegerField[int, int] = models.IntegerField(default=0)

    def __str__(self) -> str:
        """Name the attempt, and neither member nor code."""
        return self.attempt


class Letter(models.Model):
    """A mail of the demo, which goes to a page and to nobody."""

    objects: ClassVar[models.Manager[Letter]] = models.Manager()

    to: models.CharField[str, str] = models.CharField(max_length=320)
    subject: models.CharField[str, str] = models.CharField(max_length=200)
    body: models.TextField[str, str] = models.TextField()
    at: models.BigIntegerField[int, int] = models.BigIntegerField()
    language: models.CharField[str, str] = models.CharField(max_length=10, default="")

    def __str__(self) -> str:
        """Name the addressee."""
        return self.to


class Mail(models.Model):
    """A notice that the mail server has not taken yet."""

    objects: ClassVar[models.Manager[Mail]] = models.Manager()

    to: models.CharField[str, str] = models.CharField(max_length=320)
    subject: models.CharField[str, str] = models.CharField(max_length=200)
    body: models.TextField[str, str] = models.TextField()
    made: models.BigIntegerField[int, int] = models.BigIntegerField()
    language: models.CharField[str, str] = models.CharField(max_length=10, default="")

    def __str__(self) -> str:
        """Name the subject, and not the addressee."""
        return self.subject


class Pending(models.Model):
    """An act that waits for the rest of its signers, by the SHA-256 of its bytes."""

    objects: ClassVar[models.Manager[Pending]] = models.Manager()

    name: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    act: models.TextField[str, str] = models.TextField()
    kind: models.CharField[str, str] = models.CharField(max_length=63)
    by: models.TextField[str, str] = models.TextField()
    """The members whom the act names as its signers, separated by spaces."""
    until: models.BigIntegerField[int, int] = models.BigIntegerField()
    """The last time at which the record may take it in."""

    def __str__(self) -> str:
        """Name the act."""
        return f"{self.kind} {self.name}"


class Line(models.Model):
    """A signature under an act that waits."""

    objects: ClassVar[models.Manager[Line]] = models.Manager()

    pending: models.CharField[str, str] = models.CharField(max_length=64, db_index=True)
    part: models.CharField[str, str] = models.CharField(max_length=64)
    """Which of the signatures that the act needs this is: a signer's id, or the thumbprint of a key that it brings."""
    member: models.CharField[str, str] = models.CharField(max_length=32)
    signature: models.TextField[str, str] = models.TextField()

    class Meta:
        """One signature for each part."""

        constraints: ClassVar = [models.UniqueConstraint(fields=("pending", "part"), name="once")]

    def __str__(self) -> str:
        """Name the signer."""
        return self.member


class Preference(models.Model):
    """In which language a member reads this site and gets her mail."""

    objects: ClassVar[models.Manager[Preference]] = models.Manager()

    member: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    language: models.CharField[str, str] = models.CharField(max_length=10)

    def __str__(self) -> str:
        """Name the language, and not the member."""
        return self.language


class CardWish(models.Model):
    """A member who asks for a card, or for another one."""

    objects: ClassVar[models.Manager[CardWish]] = models.Manager()

    member: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    at: models.BigIntegerField[int, int] = models.BigIntegerField()
    had: models.IntegerField[int, int] = models.IntegerField(default=0)
    """How many cards she had been issued by then: one more, and the wish is met."""

    def __str__(self) -> str:
        """Name the member."""
        return self.member


class LetterRun(models.Model):
    """A letter that went to many on paper: its words, and who prints it; to whom stands in its lines.

    Letters with credentials are printed elsewhere: of those it has the election and the unit, and no words.
    """

    objects: ClassVar[models.Manager[LetterRun]] = models.Manager()

    subject: models.CharField[str, str] = models.CharField(max_length=200)
    body: models.TextField[str, str] = models.TextField()
    by: models.CharField[str, str] = models.CharField(max_length=32)
    at: models.BigIntegerField[int, int] = models.BigIntegerField()
    election: models.CharField[str, str] = models.CharField(max_length=63, default="")
    unit: models.CharField[str, str] = models.CharField(max_length=63, default="")
    language: models.CharField[str, str] = models.CharField(max_length=10, default="")

    def __str__(self) -> str:
        """Name the subject."""
        return self.subject


class LetterLine(models.Model):
    """One member's letter in a run: sent, delivered or returned, and since when."""

    objects: ClassVar[models.Manager[LetterLine]] = models.Manager()

    run: models.ForeignKey[LetterRun, LetterRun] = models.ForeignKey(LetterRun, on_delete=models.CASCADE)
    member: models.CharField[str, str] = models.CharField(max_length=32)
    state: models.CharField[str, str] = models.CharField(max_length=10, default="sent")
    at: models.BigIntegerField[int, int] = models.BigIntegerField()

    class Meta:
        """One letter for each member."""

        constraints: ClassVar = [models.UniqueConstraint(fields=("run", "member"), name="one_letter")]

    def __str__(self) -> str:
        """Name the member."""
        return self.member


class FromAfar(models.Model):
    """A member's word that she takes part in a meeting from afar, or no longer does, until its list says so."""

    objects: ClassVar[models.Manager[FromAfar]] = models.Manager()

    meeting: models.CharField[str, str] = models.CharField(max_length=63)
    member: models.CharField[str, str] = models.CharField(max_length=32)
    here: models.BooleanField[bool, bool] = models.BooleanField()
    at: models.BigIntegerField[int, int] = models.BigIntegerField()

    class Meta:
        """One word of each member in each meeting."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=("meeting", "member"), name="one_word_from_afar")
        ]

    def __str__(self) -> str:
        """Name the meeting, and not the member."""
        return self.meeting


class Upload(models.Model):
    """A file in the register that no act in the record names yet."""

    objects: ClassVar[models.Manager[Upload]] = models.Manager()

    commitment: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    member: models.CharField[str, str] = models.CharField(max_length=32)
    at: models.BigIntegerField[int, int] = models.BigIntegerField()

    def __str__(self) -> str:
        """Name the commitment."""
        return self.commitment


class Roll(models.Model):
    """A roll that an officer brought: its members are in the register, and in the record once it is signed for."""

    objects: ClassVar[models.Manager[Roll]] = models.Manager()

    name: models.CharField[str, str] = models.CharField(max_length=63, primary_key=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    """Of the file and how it was read: the same file is taken once."""
    nonce: models.CharField[str, str] = models.CharField(max_length=32)
    """Of the act that is to be signed; the commitments to names are bound to it."""
    by: models.CharField[str, str] = models.CharField(max_length=32)
    at: models.BigIntegerField[int, int] = models.BigIntegerField()
    members: models.IntegerField[int, int] = models.IntegerField()
    told: models.TextField[str, str] = models.TextField()
    """What those who sign ought to know, as JSON; no names."""

    def __str__(self) -> str:
        """Name the roll."""
        return self.name


class RollPart(models.Model):
    """A chunk of a roll, as its act will say it: ids, units, classes and days, and no names."""

    objects: ClassVar[models.Manager[RollPart]] = models.Manager()

    roll: models.ForeignKey[Roll, Roll] = models.ForeignKey(Roll, on_delete=models.CASCADE)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    rows: models.BinaryField[bytes, bytes] = models.BinaryField()

    def __str__(self) -> str:
        """Name the chunk."""
        return self.digest


class ReadingKey(models.Model):
    """A key with which a program of a member's reads the files of the record, by the SHA-256 of it."""

    objects: ClassVar[models.Manager[ReadingKey]] = models.Manager()

    digest: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    member: models.CharField[str, str] = models.CharField(max_length=32, db_index=True)
    begins: models.CharField[str, str] = models.CharField(max_length=8)
    """Its first characters, by which she tells it from her others."""
    made: models.BigIntegerField[int, int] = models.BigIntegerField()

    def __str__(self) -> str:
        """Say how it begins, and not whose it is."""
        return self.begins
