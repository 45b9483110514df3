#!/usr/bin/env bash
# Finds a Java, builds the jar if it is missing, cut short or older than its sources, and hands it all
# arguments, which are relative to the caller's folder. Everything else is in the jar. Bash 3.2 will do.
set -euo pipefail; unset CDPATH
self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
  case $(readlink "$self") in /*) from='' ;; *) from=$(dirname "$self")/ ;; esac
  self=$from$(readlink "$self")
done
root=$(cd -P "$(dirname "$self")" && pwd)
jar=$root/target/asyncmark.jar lock=$root/target/.building nl=$'\n' tried='' found=''
fail() { echo "$1" >&2; exit 4; }
plainly() { (unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS GIT_INDEX_FILE; "$@" </dev/null); }
is_built() { # a whole zip ends in PK 5 6 and 18 bytes
  [ "$(tail -c 22 "$jar" 2>/dev/null | head -c 4 | tr -d '\0')" = $'PK\5\6' ] &&
    [ -z "$(find "$root/pom.xml" "$root/src/main" -newer "$jar" -print -quit)" ]
}
while [ -z "$found" ] && IFS= read -r java; do
  [ -x "$java" ] || { [ "$java" != "${JAVA_HOME:-}/bin/java" ] || tried+="$nl  $java: not there"; continue; }
  said=$(plainly "$java" -version 2>&1) && code=0 || code=$?
  major=$(sed -n '/version "/{s/.*version "\([0-9]*\).*/\1/p;q;}' <<<"$said")
  if [ $code -eq 0 ] && [ "${major:-0}" -ge 17 ]; then # it may lack modules all the same
    said=$(plainly "$java" --add-modules java.logging,java.management,jdk.unsupported -version 2>&1) && found=$java || code=$?
  fi
  said=${said//$nl/ } && tried+="$nl  $java: exit code $code, ${said:0:160}"
done <<<"${JAVA_HOME:+$JAVA_HOME/bin/java}$nl$(type -aP java || true)$nl$(printf '%s\n' /usr/lib/jvm/*/bin/java \
  "${HOME:-}"/.jdks/*/bin/java "${HOME:-}"/.sdkman/candidates/java/*/bin/java /Library/Java/*/*/Contents/Home/bin/java)"
[ "$found" ] || fail "wanted Java 17 or newer, found none; install a JDK or set JAVA_HOME${tried:+; tried:$tried}"
if ! is_built; then
  command -v mvn >/dev/null || fail "building $jar needs Maven 3.6.3 or newer, found no 'mvn' on the PATH; install Maven"
  mkdir -p "$root/target" && [ -w "$root/target" ] || fail "wanted to build $jar, cannot write there"
  until ln -s $$ "$lock" 2>/dev/null; do # one builds at a time; the link names who
    kill -0 "$(readlink "$lock")" 2>/dev/null || rm -f "$lock"; sleep 1
  done
  trap 'rm -f "$lock"' EXIT
  home=$(plainly "$found" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
  is_built || { echo "building $jar, which takes a minute or two, more the first time" >&2; JAVA_HOME=$home plainly mvn -f "$root/pom.xml" -B -q -Dstyle.color=never -Dmaven.test.skip=true package >&2; }
  rm -f "$lock"
fi
unsafe='' && [ "$major" -lt 23 ] || unsafe=--sun-misc-unsafe-memory-access=allow # else JDK 24 and newer warn of JMH (JEP 498)
exec "$found" ${unsafe:+"$unsafe"} "-Dasyncmark.results=$root/results" -jar "$jar" "$@"
