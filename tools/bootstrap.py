"""准备 Set-up: makes `.venv` with all that is needed, from nothing but Python, and does nothing when it is there already.

Run by make with whatever Python is found; it looks for one that is new enough and goes on in that, so this file itself keeps to
what Python 3.8 understands. Needs no network when nothing has changed since the last time.
"""

import ast
import fcntl
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "zhongfu-setup.json")
TOOLS = os.path.join(VENV, "tools")
UV = os.path.join(TOOLS, "bin", "uv")
BROWSERS = ("chromium", "chromium-browser")

# pip's setting -> uv's. pip separates several values by blanks.
HANDED_ON = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "trusted-host": "UV_INSECURE_HOST",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "no-index": "UV_NO_INDEX",
    "proxy": "ALL_PROXY",
}


class Stop(Exception):
    """Set-up cannot go on; the sentence says what to do."""

    def __init__(self, zh, en):
        super().__init__(zh + "\n" + en)


def main(arguments):
    """`bootstrap.py [--dev] [--browser] [--lock]`: exit status 0 when everything is there, 2 with a sentence when it is not."""
    try:
        python = new_enough()
        if os.path.realpath(python) != os.path.realpath(sys.executable):
            return subprocess.call([python, os.path.abspath(__file__), *arguments])
        with open(os.path.abspath(__file__)) as own:
            fcntl.flock(own, fcntl.LOCK_EX)  # make demo and make test may be typed at the same time
            prepare(dev="--dev" in arguments)
            if "--lock" in arguments:
                lock()
        if "--browser" in arguments:
            bring_browser()
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{cannot_write(error)}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def say(zh, en):
    """One line about what is being done."""
    print(f"{zh}  {en}", flush=True)


def cannot_write(error):
    """What is said when a file cannot be read or written: usually another account made `.venv`."""
    return Stop(
        f"准备工作无法继续：{error.filename or ROOT}：{error.strerror}。如果 .venv 是别的账户建立的，请先删除它。",
        f"Set-up cannot go on: {error.filename or ROOT}: {error.strerror}. If another account made .venv, remove it first.",
    )


# --- a Python that is new enough


def new_enough():
    """The Python to use: this one if it will do, else the newest that is found. Raises Stop when there is none."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for candidate in candidates():
        if version_of(candidate) >= OLDEST:
            return candidate
    raise Stop(
        "需要 Python 3.11 或更新的版本，本机没有找到。Debian/Ubuntu：apt-get install python3.11，或用 pyenv 安装。",
        "Python 3.11 or newer is needed, and none was found. On Debian or Ubuntu: apt-get install python3.11, or install one with pyenv.",
    )


def candidates():
    """Programs that may be a newer Python: on the path, then pyenv's."""
    names = ["python3", "python3.13", "python3.12", "python3.11", "python3.14"]
    found = [shutil.which(name) for name in names]
    pyenv = os.environ.get("PYENV_ROOT") or os.path.join(account_home(), ".pyenv")
    found += sorted(glob.glob(os.path.join(pyenv, "versions", "3.*", "bin", "python3")), reverse=True)
    return [path for path in found if path]


def account_home():
    """The account's own folder, even where HOME says another."""
    import pwd

    return pwd.getpwuid(os.getuid()).pw_dir


def version_of(python):
    """(3, 11) of a Python that runs, (0, 0) of one that does not (a pyenv shim without a version behind it)."""
    try:
        answer = output([python, "-c", "import sys; print('%d %d' % sys.version_info[:2])"])
        return tuple(int(part) for part in answer.split())
    except (OSError, subprocess.CalledProcessError, ValueError):
        return (0, 0)


def output(command, **options):
    """What a command prints. Raises CalledProcessError."""
    return subprocess.check_output(command, stderr=subprocess.DEVNULL, universal_newlines=True, **options)


# --- the environment


def prepare(dev):
    """Bring `.venv` to what the requirement files say; nothing is done where the stamp says that it is so."""
    done = stamp()
    # An environment without a stamp was made by hand and is taken over; one with another place was moved, and cannot be.
    if not os.path.exists(PYTHON) or done.get("place", place()) != place():
        done = {}
        make_venv()
    wanted = {"place": place()}
    install(done, wanted, "runtime", ["requirements.txt"])
    if dev:
        install(done, wanted, "dev", ["requirements.txt", "requirements-dev.txt"])
    package(done, wanted)
    catalogues(done, wanted)


def place():
    """Where this environment lies and whose it is: it cannot be moved, nor outlive its Python."""
    return fingerprint([], ROOT, os.path.realpath(PYTHON))


def stamp():
    """What was done in this `.venv`: step -> fingerprint of what it was done from."""
    try:
        with open(STAMP, encoding="utf-8") as stream:
            return json.load(stream)
    except (OSError, ValueError):
        return {}


def note(done, wanted, step):
    """Write down that a step was done, in one piece."""
    done["place"], done[step] = wanted["place"], wanted[step]
    with open(STAMP + ".new", "w", encoding="utf-8") as stream:
        json.dump(done, stream)
    os.replace(STAMP + ".new", STAMP)


def fingerprint(paths, *texts):
    """One number for the content of these files and for these texts."""
    digest = hashlib.sha256("\0".join(texts).encode("utf-8"))
    for path in sorted(paths):
        with open(os.path.join(ROOT, path), "rb") as stream:
            digest.update(path.encode("utf-8") + b"\0" + stream.read())
    return digest.hexdigest()


def make_venv():
    """An empty environment. It needs no ensurepip: uv puts the packages in from outside."""
    say("建立 .venv ……", "Making .venv ...")
    made = venv()
    if made.returncode != 0 and by_apt("python3-venv"):
        made = venv()
    if made.returncode != 0:
        raise Stop(
            "无法建立 .venv。请执行：sudo apt-get install -y python3-venv，然后再试。",
            "The environment .venv cannot be made. Run: sudo apt-get install -y python3-venv, then try again.\n" + made.stderr.strip(),
        )


def venv():
    """Run Python's own venv, over whatever half-made one is there."""
    command = [base_python(), "-m", "venv", "--clear", "--without-pip", VENV]
    return subprocess.run(command, capture_output=True, text=True)


def base_python():
    """The Python outside any environment: `.venv` may be active while it is made anew."""
    return getattr(sys, "_base_executable", None) or sys.executable


def install(done, wanted, step, files):
    """Install the locked packages of these files, every one checked against its hash."""
    wanted[step] = fingerprint([*files, "tools/uv.txt"])
    if done.get(step) == wanted[step]:
        return
    say(f"安装依赖（{files[-1]}）……", f"Installing what {files[-1]} names ...")
    listed = [part for name in files for part in ("-r", os.path.join(ROOT, name))]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    run_uv(bring_uv(), ["install", *quiet, "--python", PYTHON, "--require-hashes", "--only-binary", ":all:", *listed])
    note(done, wanted, step)


def package(done, wanted):
    """The project itself, editable: a change to the sources needs no second installation."""
    wanted["package"] = fingerprint(["pyproject.toml", "src/zhongfu/__init__.py"], done.get("runtime", ""))
    if done.get("package") == wanted["package"]:
        return
    command = [UV, "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", "--no-build-isolation", "--offline", "-e", ROOT]
    if subprocess.call(command, cwd=ROOT) != 0:
        raise Stop("项目本身没有装好，原因见上。", "The project itself could not be installed; the cause is above.")
    note(done, wanted, "package")


def catalogues(done, wanted):
    """Compile the messages of the other languages."""
    module = "src/zhongfu/portals/catalogues.py"
    texts = glob.glob(os.path.join(ROOT, "src", "zhongfu", "**", "*.po"), recursive=True)
    if not texts or not os.path.exists(os.path.join(ROOT, module)):
        return
    compiled = all(os.path.exists(text[:-2] + "mo") for text in texts)
    wanted["catalogues"] = fingerprint([os.path.relpath(text, ROOT) for text in texts] + [module])
    if compiled and done.get("catalogues") == wanted["catalogues"]:
        return
    if subprocess.call([PYTHON, "-m", "zhongfu.portals.catalogues"], cwd=ROOT) != 0:
        raise Stop("语言文件编译失败，见上。", "The message catalogues could not be compiled; see above.")
    note(done, wanted, "catalogues")


# --- pip and uv


def find_pip():
    """A command that runs some pip, of whatever installation has one. Raises Stop when there is none."""
    found = working_pip() or (by_apt("python3-venv") and working_pip()) or (by_apt("python3-pip") and working_pip())
    if not found:
        raise no_pip()
    return found


def working_pip():
    """The first pip that answers, or None."""
    for command in pips():
        if subprocess.call([*command, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return command
    return None


def pips():
    """Where a pip may be: beside this Python, or the one that Python carries in itself for new environments."""
    yield [base_python(), "-m", "pip"]
    for folder in (os.path.join(sysconfig.get_path("stdlib"), "ensurepip", "_bundled"), "/usr/share/python-wheels"):
        for wheel in sorted(glob.glob(os.path.join(folder, "pip-*.whl")), reverse=True):
            yield [base_python(), os.path.join(wheel, "pip")]


def no_pip():
    """What is said where no pip can be had."""
    return Stop(
        "找不到 pip。请执行：sudo apt-get install -y python3-venv python3-pip，然后再试。",
        "No pip was found. Run: sudo apt-get install -y python3-venv python3-pip, then try again.",
    )


def bring_uv():
    """The pinned uv, checked by hash, in a folder of its own; returns the environment to run it in, with pip's settings.

    uv installs in seconds what takes pip a minute.
    """
    pip = find_pip()
    mark = os.path.join(TOOLS, fingerprint(["tools/uv.txt"]))
    if not os.path.exists(mark):
        shutil.rmtree(TOOLS, ignore_errors=True)
        install_uv(pip)
        open(mark, "w").close()
    return uv_environment(pip)


def install_uv(pip):
    """Let pip install uv."""
    command = [*pip, "install", "-qq", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
    command += ["--require-hashes", "--no-warn-script-location", "--target", TOOLS, "-r", os.path.join(ROOT, "tools", "uv.txt")]
    environment = dict(os.environ, PIP_ROOT_USER_ACTION="ignore")
    if subprocess.call(command, cwd=tempfile.gettempdir(), env=environment) != 0:
        raise no_packages()


def run_uv(environment, command):
    """Run `uv pip …`. Raises Stop."""
    # The one setting that uv takes only as an option.
    no_index = ["--no-index"] if environment.get("UV_NO_INDEX") == "1" else []
    if subprocess.call([UV, "pip", *command, *no_index], env=environment, cwd=ROOT) != 0:
        raise no_packages()


def lock():
    """Pin every requirement again: versions and hashes of every platform's files, and no word of where they came from."""
    environment = bring_uv()
    for name in ("requirements", "requirements-dev"):
        command = ["compile", name + ".in", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
        run_uv(environment, [*command, "--no-header", "--quiet", "--python-version", "3.11", "-o", name + ".txt"])


def no_packages():
    """What is said where the packages cannot be had."""
    return Stop(
        "依赖没有装好，原因见上。请检查网络，以及 pip 的镜像设置（pip config list；设置会原样交给 uv），然后再试。",
        "The packages could not be installed; the cause is above. Check the network and pip's settings (pip config list; they are handed "
        "on to uv), then try again.",
    )


def uv_environment(pip):
    """This environment with pip's settings in uv's words. What is set for uv itself is left as it is."""
    environment = dict(os.environ)
    for name, value in in_uvs_words(pip_settings(pip)).items():
        environment.setdefault(name, value)
    # Every file is locked by its hash, so any index may deliver it.
    environment.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    environment.setdefault("UV_PYTHON_DOWNLOADS", "never")
    environment.setdefault("UV_LINK_MODE", "hardlink" if same_disk(environment) else "copy")
    if not os.access(os.path.expanduser("~"), os.W_OK):
        environment.setdefault("UV_CACHE_DIR", os.path.join(VENV, "cache"))
    return environment


def same_disk(environment):
    """Whether uv's cache and `.venv` can share their files."""
    folder = environment.get("UV_CACHE_DIR") or environment.get("XDG_CACHE_HOME") or os.path.expanduser("~")
    try:
        return os.stat(folder).st_dev == os.stat(VENV).st_dev
    except OSError:
        return False


def pip_settings(pip):
    """pip's settings on this machine, from its files and from PIP_…; the environment wins, then [install], then [global]."""
    found = {}
    lines = output([*pip, "config", "list"]).splitlines()
    for place in ("global.", "install.", ":env:."):
        for line in lines:
            name, _, value = line.partition("=")
            if name.startswith(place) and value:
                found[name[len(place) :]] = unquoted(value)
    return found


def unquoted(value):
    """`pip config list` prints each value as Python text."""
    try:
        return str(ast.literal_eval(value))
    except (SyntaxError, ValueError):
        return value


def in_uvs_words(settings):
    """pip's settings as uv's environment variables."""
    words = {HANDED_ON[name]: value for name, value in settings.items() if name in HANDED_ON}
    for name, separator in (("UV_INDEX", " "), ("UV_FIND_LINKS", ","), ("UV_INSECURE_HOST", " ")):
        if name in words:
            words[name] = separator.join(value for value in words[name].split() if reachable(value))
    if "UV_NO_INDEX" in words:
        words["UV_NO_INDEX"] = "1" if words["UV_NO_INDEX"].lower() in ("1", "true", "yes", "on") else "0"
    if "UV_HTTP_TIMEOUT" in words:
        words["UV_HTTP_TIMEOUT"] = re.sub(r"\D.*", "", words["UV_HTTP_TIMEOUT"]) or "60"
    return words


def reachable(place):
    """Whether a local folder is there. pip passes over one that is not, uv stops."""
    path = place[len("file://") :] if place.startswith("file://") else place
    return "://" in path or not path.startswith("/") or os.path.exists(path)


# --- apt


def by_apt(name):
    """Install a Debian package where we may without asking anybody: as root, or with a sudo that needs no password."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (sudo and not may_sudo()):
        return False
    say(f"apt-get install {name} ……", "...")
    prefix = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    tail = ["-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", "install", name]
    with open(os.devnull) as nothing, tempfile.TemporaryFile() as log:
        quiet = {"stdin": nothing, "stdout": log, "stderr": log}
        return subprocess.call([*prefix, "update"], **quiet) == 0 and subprocess.call(prefix + tail, **quiet) == 0


def may_sudo():
    """Whether sudo works without a password."""
    if not shutil.which("sudo"):
        return False
    return subprocess.call(["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def bring_browser():
    """Chromium for the browser tests. Without it they are skipped; that is no reason to stop."""
    if os.environ.get("ZHONGFU_CHROMIUM") or any(shutil.which(name) for name in BROWSERS) or by_apt("chromium"):
        return
    say(
        "没有 Chromium，浏览器测试将跳过。要启用：sudo apt-get install -y chromium",
        "No Chromium, so browser tests will be skipped. To enable them: sudo apt-get install -y chromium",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
