#!/usr/bin/env bash
# Builds the jar if it is missing or older than its sources, finds a Java to start it with, and
# hands it all arguments. Everything else is in the jar.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

jar=target/asyncmark.jar
if [ ! -f "$jar" ] || [ -n "$(find pom.xml src/main -newer "$jar" -print -quit)" ]; then
  if ! command -v mvn >/dev/null; then
    echo "building $jar needs Maven 3.6.3 or newer, found no 'mvn' on the PATH; install Maven" >&2
    exit 4
  fi
  echo "building $jar" >&2
  mvn -B -q -Dmaven.test.skip=true package >&2
fi

for java in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)" /usr/lib/jvm/*/bin/java \
  "$HOME"/.jdks/*/bin/java "$HOME"/.sdkman/candidates/java/*/bin/java \
  /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
  [ -x "$java" ] || continue
  major=$("$java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
  [ "${major:-0}" -ge 17 ] && exec "$java" -jar "$jar" "$@"
done
echo "wanted Java 17 or newer, found none in JAVA_HOME, on the PATH or where JDKs are installed;" \
  "install a JDK or set JAVA_HOME" >&2
exit 4
