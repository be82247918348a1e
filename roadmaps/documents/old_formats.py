"""Documents of old formats (.doc, .xls, .rtf) brought into today's by LibreOffice, where it is installed."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final

from roadmaps.documents.archive import MAX_FILE, MEGABYTE
from roadmaps.documents.errors import DocumentError

SECONDS: Final = 30  # by the clock: a busy machine gives little of its processor
_PROCESSOR: Final = 10  # seconds of the processor; a usual document takes two
_MEMORY: Final = 4 * 1024 * 1024  # kilobytes of addresses, of which a part is used
_OWN_MEMORY: Final = 320 * 1024  # kilobytes written to; with the office's own code not more than 512 MB
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTED_ANEW: Final = 81  # the office's exit code
_BUILD: Final = re.compile(r"^buildid=(.+)$", re.MULTILINE)
_PROFILE_FOLDER: Final = "profile"
_RTF: Final = re.compile(rb"\s{0,20}\{\\rtf")
# Where the system lets us, without any network at all.
_ALONE: Final = 'if unshare -rn true 2>/dev/null; then exec unshare -rn "$0" "$@"; fi'
_LIMITS: Final = f"ulimit -v {_MEMORY}; ulimit -d {_OWN_MEMORY}; ulimit -t {_PROCESSOR}"
_LIMITED: Final = f'{_LIMITS}; {_ALONE}; exec "$0" "$@"'
# No macros, no links followed, no way out but by a proxy that is not there (blocking links alone lets linked
# pictures through): a profile of its own for each document, thrown away afterwards.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value>
</prop><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse">
<value>2</value></prop><prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""


def is_old(data: bytes) -> bool:
    """Whether a file is of an old format, told by its first bytes."""
    return data.startswith(_OLE) or _RTF.match(data) is not None


def modernised(data: bytes) -> bytes:
    """The same document as .docx or .xlsx; DocumentError says what to do where that is not possible."""
    if len(data) > MAX_FILE:
        raise DocumentError("too_large", megabytes=MAX_FILE // MEGABYTE)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise DocumentError("encrypted")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or os.name != "posix":
        raise DocumentError("old_doc")
    old, new = _suffixes(data)
    with tempfile.TemporaryDirectory(prefix="roadmap-office-") as place:
        folder = Path(place)
        _make_profile(folder, office)
        source = folder / f"document{old}"
        source.write_bytes(data)
        _convert(office, source, new, folder)
        made = folder / "new" / f"document{new}"
        if not made.exists() or made.stat().st_size > MAX_FILE:
            raise DocumentError("old_unread")
        return made.read_bytes()


def _suffixes(data: bytes) -> tuple[str, str]:
    if _RTF.match(data):
        return ".rtf", ".docx"
    is_sheet = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
    return (
        (".xls", ".xlsx")
        if is_sheet and "WordDocument".encode("utf-16-le") not in data
        else (".doc", ".docx")
    )


def _convert(office: str, source: Path, new: str, folder: Path) -> None:
    """Let the office write the document anew; DocumentError where it takes too long."""
    options = [
        f"-env:UserInstallation={(folder / _PROFILE_FOLDER).as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"),
        *("--convert-to", new.lstrip("."), "--outdir", str(folder / "new"), str(source)),
    ]
    end = time.monotonic() + SECONDS
    for program in (_itself(office), office):
        code = _run([program, *options], folder, end)
        if code == _STARTED_ANEW:  # the office has made its profile and wishes to begin again
            code = _run([program, *options], folder, end)
        if code == 0:
            return


def _run(command: list[str], folder: Path, end: float) -> int:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    with subprocess.Popen(  # noqa: S603 the office's own program, the document's name is ours
        ["/bin/sh", "-c", _LIMITED, *command],
        cwd=folder,
        env={**kept, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            code = process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired as error:
            raise DocumentError("old_slow") from error
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise DocumentError("old_slow")
    return code


def _itself(office: str) -> str:
    """The office's program without the script that starts it, where it stands beside that."""
    program = Path(office).resolve().with_name("soffice.bin")
    return str(program) if program.exists() else office


def _make_profile(folder: Path, office: str) -> None:
    """A profile as the office leaves it behind after its first start, so that it starts but once."""
    user = folder / _PROFILE_FOLDER / "user"
    (user / "extensions").mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    versions = Path(office).resolve().with_name("versionrc")
    build = _BUILD.search(versions.read_text("utf-8", "replace")) if versions.exists() else None
    if build:
        (user / "extensions" / "buildid").write_text(build[1], "utf-8")
