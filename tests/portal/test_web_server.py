"""The deployment as its page describes it, really run: Debian's nginx with TLS in front, mail by SMTP, files of the record."""

import os
import re
import secrets
import shutil
import ssl
import subprocess
import tempfile
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.portal.carriers import CARRIERS
from bylaw.portal.limits import APPLY
from bylaw.store.organisation import Organisation
from tests.portal.mail import code_in, mail_server, option
from tests.portal.stage import BYLAW, Site, free_port, served

HOST = "vote.example.org"
DOCS = Path(__file__).parents[2] / "docs"
NGINX = "/usr/sbin/nginx"
FORM = "/act/file-complaint/"
MAIN = """user www-data; daemon off; worker_processes 1; pid {place}/nginx.pid; error_log {place}/error.log;
events {{}} http {{ client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/f;
uwsgi_temp_path {place}/u; scgi_temp_path {place}/s; {server} }}"""


def lines_of_the_page(*, members_alone):
    """The lines as the page has them: for a record that anybody reads, or for one whose entries are for members."""
    lines, instead, *_ = re.findall(r"```nginx\n(.*?)```", (DOCS / "deployment.md").read_text(), re.DOTALL)
    first_two = "".join(re.findall(r"    location =? ?/record/[^\n]+\n", lines)[:2])
    assert first_two in lines
    return lines.replace(first_two, instead) if members_alone else lines


def written(lines, place, portal, port):
    """The lines of the page, with its address, its folder and its certificate replaced by those of the test."""
    told = {"listen 443 ssl": f"listen 127.0.0.1:{port} ssl", "/srv/org": str(place / "org"), ":8000": f":{portal}",
            "/etc/ssl/vote.example.org.pem": f"{place}/cert.pem",
            "/etc/ssl/private/vote.example.org.key": f"{place}/key.pem",
            "/var/log/nginx/error.log": f"{place}/errors.log"}  # fmt: skip
    for here, there in told.items():
        assert here in lines, here
        lines = lines.replace(here, there)
    return MAIN.format(place=place, server=lines)


def certificate(place):
    names = f"subjectAltName=DNS:{HOST},DNS:localhost"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    made += ["-addext", names, "-keyout", place / "key.pem", "-out", place / "cert.pem"]
    subprocess.run(made, check=True, capture_output=True)


class Person_at_home:  # noqa: N801 - who asks over the network
    """Asks over TLS, believes the one certificate alone, and keeps cookies."""

    def __init__(self, site):
        self.site, self.cookies = site, {}

    def ask(self, path, body=None, **headers):
        trust = ssl.create_default_context(cafile=self.site.place / "cert.pem")
        line = HTTPSConnection("localhost", self.site.port, timeout=120, context=trust)
        told = {"Host": HOST, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        told |= {"Referer": f"https://{HOST}/", **{k.replace("_", "-"): v for k, v in headers.items()}}
        try:
            line.request("POST" if body is not None else "GET", path, body, told)
            found = line.getresponse()
            for said in found.headers.get_all("Set-Cookie") or ():
                assert "; Secure" in said
                name, _, value = said.partition(";")[0].partition("=")
                self.cookies[name] = value
            return SimpleNamespace(status=found.status, headers=found.headers, raw=found.read())
        except (BrokenPipeError, ConnectionResetError):  # it answered before the end and hung up
            return SimpleNamespace(status=413, headers={}, raw=b"")
        finally:
            line.close()

    def token(self, path):
        return re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(path).raw)[1].decode()

    def post(self, path, **fields):
        kind = "application/x-www-form-urlencoded"
        fields["csrfmiddlewaretoken"] = self.token(path)
        return self.ask(path, urlencode(fields).encode(), Content_Type=kind)

    def log_in(self):
        assert self.post("/log-in/", email="anna@example.org").status == 302
        assert self.post("/log-in/code/", code=code_in(self.site.mails)).status == 302

    def send(self, path, file):
        mark, token = secrets.token_hex(8), self.token("/me/")
        body = f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode()
        body += f'--{mark}\r\nContent-Disposition: form-data; name="complaint"\r\n\r\nroof\r\n'.encode()
        body += f'--{mark}\r\nContent-Disposition: form-data; name="body"\r\n\r\nroot\r\n'.encode()
        body += (
            f'--{mark}\r\nContent-Disposition: form-data; name="text"; filename="a"\r\n\r\n'.encode() + file
        )
        kind = f"multipart/form-data; boundary={mark}"
        return self.ask(path, body + f"\r\n--{mark}--\r\n".encode(), Content_Type=kind)


@contextmanager
def behind_nginx(profile, lines):
    """An organisation with a real clock behind nginx; its files belong to another account than the web server's."""
    place = Path(tempfile.mkdtemp(prefix="bylaw-tls", dir="/tmp"))
    place.chmod(0o711)
    before = os.umask(0o077)
    try:
        certificate(place)
        subprocess.run([BYLAW, "new", place / "org", "--profile", profile, "--url", f"https://{HOST}"],
                       check=True, capture_output=True)  # fmt: skip
        (place / "org").chmod(0o711)  # as the page says
        here = Organisation.open(place / "org")
        member = next(iter(here.state.members.roll.spells))
        here.close()
        with Register.create(place / "org" / FOLDER) as register:
            register.add(member, Person(name="Anna", email="anna@example.org"))
        portal, port = free_port(), free_port()
        (place / "nginx.conf").write_text(written(lines, place, portal, port))
        site = Site(place / "org", f"http://localhost:{portal}")
        with mail_server() as mails, served(site, *option(mails)):
            nginx = subprocess.Popen(
                [NGINX, "-c", place / "nginx.conf", "-p", place], stderr=subprocess.PIPE, text=True
            )
            try:
                _up(nginx, port)
                yield SimpleNamespace(place=place, folder=place / "org", port=port, mails=mails)
            finally:
                nginx.terminate()
                nginx.communicate()
    finally:
        os.umask(before)
        shutil.rmtree(place)


@pytest.fixture(scope="module")
def deployed():
    with behind_nginx("us-union-local", lines_of_the_page(members_alone=False)) as site:
        yield site


def _up(nginx, port):
    """Wait until it listens, or has said why it does not."""
    probe = f"while ! (exec 3<>/dev/tcp/127.0.0.1/{port}) 2>/dev/null; do kill -0 {nginx.pid} || exit 1; sleep 0.1; done"
    done = subprocess.run(["bash", "-c", probe], check=False, timeout=120, capture_output=True)
    assert done.returncode == 0, nginx.communicate()[1]


@pytest.fixture(scope="module")
def anna(deployed):
    found = Person_at_home(deployed)
    found.log_in()
    return found


def test_somebody_logs_in_over_tls_by_a_mailed_code_and_sends_a_large_file(anna):
    page = anna.ask("/me/")
    assert (page.status, "max-age=31536000" in page.headers["Strict-Transport-Security"]) == (200, True)
    large = b"%PDF-1.7\n" + bytes(range(256)) * 12_000
    form = anna.ask(FORM).raw.decode()
    address = re.search(r'action="(/act/[^"]+\?room=[^"]+)"', form)[1]
    shown = anna.send(address, large)
    assert b"PDF, " in shown.raw, (shown.status, shown.raw[-600:])
    assert anna.send("/sign/", large).status == 413
    for without in (FORM, f"{FORM}?room=forged"):
        found = anna.send(without, large)  # 502 where the portal hung up before nginx had sent it all
        assert (found.status in {413, 502}, b"PDF, " in found.raw) == (True, False), found.status


def test_every_form_that_takes_a_file_is_let_through_with_one(anna):
    large = b"%PDF-1.7\n" + bytes(range(256)) * 12_000
    form = re.search(rb'href="(/resolutions/move/[^"]+)"', anna.ask("/resolutions/").raw)[1].decode()
    address = re.search(r'action="([^"]+\?room=[^"]+)"', anna.ask(form).raw.decode())[1]
    found = anna.send(address, large)
    assert (found.status, b"Not yet." in found.raw) == (400, True), "it was read to its end"
    assert anna.send(form, large).status in {413, 502}
    long = re.search(r"location ~ (\S+) \{\n\s+client_max_body_size", (DOCS / "deployment.md").read_text())[1]
    pages = (FORM, "/paper/enter/apply/", "/register/import/", *(each.place for each in CARRIERS.values()))
    assert [each for each in pages if not re.match(long, each)] == []
    assert not re.match(long, "/sign/")


def test_the_record_comes_from_the_web_server_and_nothing_beside_it_does(deployed):
    stranger, record = Person_at_home(deployed), deployed.folder / "record"
    files = [path for path in record.rglob("*") if path.is_file() and ".new" not in path.parts]
    assert files
    for path in files:
        found = stranger.ask(f"/record/{path.relative_to(record)}")
        assert (found.status, found.raw) == (200, path.read_bytes()), path
        assert "Content-Security-Policy" not in found.headers, "read by the web server itself"
    for path in deployed.folder.rglob("*"):
        if path.is_file() and record not in path.parents:
            assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0, path
    for beside in (
        "/record/../log.key",
        "/record/%2e%2e/log.sqlite",
        "/record//../portal.key",
        "/org/log.key",
    ):
        assert stranger.ask(beside).status in {400, 404}, beside
    done = verified(deployed)
    assert done.returncode == 0, done.stdout + done.stderr


def verified(site, *options):
    env = {**os.environ, "SSL_CERT_FILE": str(site.place / "cert.pem")}
    asked = [BYLAW, "verify", f"https://localhost:{site.port}/record/", "--unwitnessed-ok", *options]
    return subprocess.run(asked, capture_output=True, text=True, check=False, env=env, timeout=300)


def test_where_members_alone_read_it_gives_out_heads_and_hashes_and_the_portal_asks_for_the_rest():
    with behind_nginx("de-party", lines_of_the_page(members_alone=True)) as site:
        stranger, anna, record = Person_at_home(site), Person_at_home(site), site.folder / "record"
        anna.log_in()
        beside = record / "attachments" / "ab" / ("ab" * 32)
        beside.parent.mkdir(parents=True)
        beside.write_bytes(b"a paper")
        files = [path for path in record.rglob("*") if path.is_file() and ".new" not in path.parts]
        kept = [path for path in files if {"entries", "attachments"} & set(path.parts)]
        assert len(kept) > 1
        for path in files:
            found, hers = (who.ask(f"/record/{path.relative_to(record)}") for who in (stranger, anna))
            assert (hers.status, hers.raw) == (200, path.read_bytes()), path
            assert found.status == (401 if path in kept else 200), path
            assert ("Content-Security-Policy" in found.headers) == (path in kept), (
                "read by the web server itself"
            )
            assert path not in kept or b"8.91" in found.raw
        assert stranger.ask("/record/tile/entries/000").status == 401, "as the page says how to look"
        bundle = next(path for path in kept if path != beside).relative_to(record / "tile")
        for way in (
            "tile/0/../",
            "tile/0/%2e%2e/",
            "tile/0/..%2f",
            "/tile//",
            "tile/0/x/../../",
            "./tile/./",
        ):
            assert stranger.ask(f"/record/{way}{bundle}").status in {400, 401, 404}, way
        key = re.search(
            r"<pre[^>]* aria-labelledby=.key.>([^<]+)</pre>", anna.post("/me/copy/").raw.decode()
        )[1]
        (site.place / "key").write_text(key)
        assert "members alone" in (without := verified(site)).stdout + without.stderr
        assert without.returncode != 0
        done = verified(site, "--reading-key", str(site.place / "key"))
        assert done.returncode == 0, done.stdout + done.stderr


def test_nobody_can_say_that_she_comes_from_elsewhere(deployed):
    """What the client says of its address is thrown away by the web server: limits count the line itself."""
    stranger = Person_at_home(deployed)
    body = urlencode({"name": "", "csrfmiddlewaretoken": stranger.token("/apply/")}).encode()

    def apply(n):
        told = {"Content_Type": "application/x-www-form-urlencoded", "X_Forwarded_For": f"10.0.0.{n}"}
        return stranger.ask("/apply/", body, **told).status

    assert {apply(n) for n in range(APPLY.most)} == {400}
    assert apply(APPLY.most) == 429
    assert stranger.ask("/", Host="evil.example").status == 400
