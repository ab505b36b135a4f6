#!/bin/sh
# The browser tests need Debian's chromium and a Chinese font; installs them where that is allowed.
if command -v chromium >/dev/null 2>&1 && fc-list 2>/dev/null | grep -qi 'noto.*cjk'; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null && exit 0
fi
echo "Browser tests need Chromium and a Chinese font. Run: sudo apt-get install chromium fonts-noto-cjk fontconfig" >&2
exit 1
