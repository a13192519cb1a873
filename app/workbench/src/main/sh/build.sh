# Builds the product into a new folder of .ds/. Sourced by `ds`, which sets root, home and JAVA_HOME
# and has is_fresh; sets build to the folder's name.

build_log=$home/build.log
build_started=$SECONDS

build_product() {
  mkdir -p "$home" || exit 73
  trap 'build_interrupted 130' INT
  trap 'build_interrupted 143' TERM HUP
  build_take_lock
  # Whoever held the lock before us may have built just what we need.
  [ -r "$home/current" ] && read -r build <"$home/current"
  if ! is_fresh; then
    build_started=$SECONDS
    build_with_maven
    build_install
    build_say "ds: built in $((SECONDS - build_started)) s"
  fi
  build_release_lock
  trap - INT TERM HUP
}

# The lock is a symbolic link to the number of the process that holds it: made and tested in one
# step on every file system, and it tells whom to wait for.
build_take_lock() {
  local holder waiting=
  until ln -s "$$" "$home/lock" 2>/dev/null; do
    holder=$(readlink "$home/lock" 2>/dev/null) || continue
    if ! kill -0 "$holder" 2>/dev/null; then
      build_break_lock "$holder"
      continue
    fi
    [ -n "$waiting" ] || echo "ds: process $holder is building or testing here; waiting for it" >&2
    waiting=1
    sleep 0.2
  done
  build_locked=1
}

# Takes the lock away from a dead holder. Of several who try, one wins the rename; if what it took
# is already the lock of somebody living, it is put back.
build_break_lock() {
  mv "$home/lock" "$home/lock.$$" 2>/dev/null || return
  [ "$(readlink "$home/lock.$$")" = "$1" ] || ln -s "$(readlink "$home/lock.$$")" "$home/lock"
  rm -f "$home/lock.$$"
}

build_release_lock() {
  [ -z "${build_locked-}" ] || rm -f "$home/lock"
  build_locked=
}

# Compiled files of an interrupted build may be cut short and yet look newer than their sources;
# `unfinished` makes the next build start from nothing.
build_with_maven() {
  local goals=(package) code=0
  [ ! -e "$home/unfinished" ] || goals=(clean package)
  : >"$home/unfinished"
  : >"$home/begun"
  build_announce

  # shellcheck disable=SC2086
  build_start_job "$root/mvnw" -B -f "$root/pom.xml" "${goals[@]}" -Pproduct -Dmaven.test.skip=true \
    ${DS_MAVEN_ARGS-} >"$build_log" 2>&1
  while kill -0 "$build_job" 2>/dev/null; do
    build_show_progress
    sleep 0.2
  done
  build_end_job || code=$?
  build_say
  [ "$code" = 0 ] || build_failed "$code"
}

# A job of its own (-m), so that an interrupt reaches Maven and all that it has started.
build_start_job() {
  set -m
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS-}" "$@" </dev/null &
  build_job=$!
  set +m
}

build_end_job() {
  local code=0
  wait "$build_job" || code=$?
  build_job=
  return "$code"
}

# Runs a command that compiles and tests, and ends with its exit code. Here too, what an interrupt
# cut short must not be taken for whole.
build_guard() {
  local code=0
  trap 'build_interrupted 130' INT
  trap 'build_interrupted 143' TERM HUP
  build_take_lock
  if [ -e "$home/untested" ]; then
    rm -rf "$root"/app/*/target/*classes "$root"/app/*/target/maven-status \
      "$root"/app/systems/*/target/*classes "$root"/app/systems/*/target/maven-status
  fi
  : >"$home/untested"
  build_start_job "$@"
  build_end_job || code=$?
  [ "$code" -ge 128 ] || rm -f "$home/untested"
  build_release_lock
  exit "$code"
}

build_announce() {
  if [ -n "$build" ]; then
    echo "ds: sources have changed, building" >&2
  else
    echo "ds: building (first use; libraries are fetched once, which may take minutes)" >&2
  fi
}

# On a terminal one line that renews itself, elsewhere a line for each room of the house.
build_show_progress() {
  local now phase
  phase=$(awk '
    /Downloaded from/ { fetched++ }
    /Building [a-z]+: .*\[[0-9]+\/[0-9]+\]/ {
      room = $3; sub(/:$/, "", room)
      room = $NF " " room; step = ""
    }
    /\[INFO\] --- / { step = $3; sub(/.*:/, "", step) }
    END {
      if (room == "") room = "starting Maven"
      print room "\t" step (fetched ? ", " fetched " files fetched" : "")
    }' "$build_log" 2>/dev/null)
  now=$((SECONDS - build_started))
  if [ -t 2 ]; then
    printf '\r\033[K  %s %s (%s s)' "${phase%%$'\t'*}" "${phase#*$'\t'}" "$now" >&2
  elif [ "${phase%%$'\t'*}" != "${build_phase-}" ]; then
    build_phase=${phase%%$'\t'*}
    echo "  $build_phase ($now s)" >&2
  fi
}

# Ends the renewed line, and says a sentence if there is one.
build_say() {
  [ ! -t 2 ] || printf '\r\033[K' >&2
  [ -z "${1-}" ] || echo "$1" >&2
}

# A build that ended by itself left whole files; one that was stopped did not.
build_failed() {
  [ "$1" -ge 128 ] || rm -f "$home/unfinished"
  build_print_errors >&2
  echo "ds: the build failed; all that Maven said is in $build_log" >&2
  build_release_lock
  exit 69
}

# What went wrong, once, without Maven's advice to people who run Maven. If nothing looks like an
# error, the end of the log.
build_print_errors() {
  local errors
  errors=$(grep -A 1 -E '^\[ERROR\]|^Exception|^mvnw:|annot ' "$build_log" |
    grep -v -E '^--$|^\[INFO\]|Help 1|full stack trace|-X switch|After correcting|mvn <args>' |
    grep -v -E 'For more information|^\[ERROR\] *$' | sed "s|$root/||g" | awk '!seen[$0]++' |
    head -n 40)
  if [ -n "$errors" ]; then echo "$errors"; else tail -n 40 "$build_log"; fi
}

build_interrupted() {
  trap '' INT TERM HUP
  [ -z "${build_job-}" ] || kill -TERM -- "-$build_job" 2>/dev/null
  [ -z "${build_job-}" ] || wait "$build_job" 2>/dev/null
  [ -z "${build_fresh-}" ] || rm -rf "${home:?}/$build_fresh"
  build_release_lock
  build_say "ds: build interrupted; the next start begins it anew"
  exit "$1"
}

# Collects the jars, lets Java prepare its cache from a rehearsal, and only then names the folder
# in `current`.
build_install() {
  local old=$build target=$root/app/workbench/target/product
  build_fresh=build-$(date +%s)-$$
  mkdir "$home/$build_fresh"
  cp "$target"/lib/*.jar "$home/$build_fresh/"
  cp "$target/ds-workbench.jar" "$home/$build_fresh/ds.jar"
  mv "$home/begun" "$home/$build_fresh/stamp"
  [ ! -t 2 ] || printf '\r\033[K  preparing a fast start' >&2
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -XX:AOTCacheOutput="$home/$build_fresh/ds.aot" -Dds.root="$root" \
    -cp "$home/$build_fresh/ds.jar" ds.workbench.Rehearsal >>"$build_log" 2>&1 </dev/null ||
    echo "ds: no start-up cache could be made; every command will start a little slower" >&2

  echo "$build_fresh" >"$home/current.$$"
  mv "$home/current.$$" "$home/current"
  build=$build_fresh
  build_fresh=
  rm -f "$home/unfinished"

  # The build before this one may still be running somewhere; older ones go.
  for folder in "$home"/build-*/; do
    folder=$(basename "$folder")
    [ "$folder" = "$build" ] || [ "$folder" = "$old" ] || rm -rf "${home:?}/$folder"
  done
}
