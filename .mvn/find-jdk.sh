# Finds a JDK 25 where people install one, and sets JAVA_HOME to it. Sourced by `ds` and `mvnw`.
#
# Order: JAVA_HOME, JDK25_HOME, the java on PATH, then the folders that installers use. What a JDK
# is, its `release` file says; no java is started to ask. If JAVA_HOME names another version, it is
# passed over: many people have it set for other work.

find_jdk_wanted=25

# Is $1 the home of a JDK (not a mere JRE) of the wanted version?
find_jdk_is_home() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r find_jdk_line || [ -n "$find_jdk_line" ]; do
    case $find_jdk_line in
      "JAVA_VERSION=\"$find_jdk_wanted\""* | "JAVA_VERSION=\"$find_jdk_wanted".*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

# The home that the java on PATH belongs to, through symbolic links.
find_jdk_on_path() {
  find_jdk_java=$(command -v javac 2>/dev/null) || return 1
  find_jdk_java=$(readlink -f "$find_jdk_java" 2>/dev/null) || return 1
  printf '%s\n' "${find_jdk_java%/bin/javac}"
}

# DS_JVM_DIRS, a list separated by colons, replaces the usual folders.
find_jdk_candidates() {
  if [ -n "${DS_JVM_DIRS-}" ]; then
    find_jdk_ifs=$IFS
    IFS=:
    for find_jdk_dir in $DS_JVM_DIRS; do
      printf '%s\n' "$find_jdk_dir"/* "$find_jdk_dir"/*/Contents/Home
    done
    IFS=$find_jdk_ifs
    return
  fi
  printf '%s\n' \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* \
    "${HOME-}"/.jdks/* "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* \
    "${HOME-}"/.gradle/jdks/* "${HOME-}"/.gradle/jdks/*/Contents/Home
}

find_jdk() {
  for find_jdk_home in "${JAVA_HOME-}" "${JDK25_HOME-}" "$(find_jdk_on_path)"; do
    if [ -n "$find_jdk_home" ] && find_jdk_is_home "$find_jdk_home"; then
      JAVA_HOME=$find_jdk_home
      export JAVA_HOME
      return 0
    fi
  done
  while IFS= read -r find_jdk_home; do
    if find_jdk_is_home "$find_jdk_home"; then
      JAVA_HOME=$find_jdk_home
      export JAVA_HOME
      return 0
    fi
  done <<CANDIDATES
$(find_jdk_candidates)
CANDIDATES
  return 1
}

find_jdk_advice() {
  cat >&2 <<ADVICE
ds: found no JDK $find_jdk_wanted; a JDK (not only a JRE) of exactly this version is needed. One way to get it:

  Debian, Ubuntu   apt install openjdk-$find_jdk_wanted-jdk
  Fedora           dnf install java-$find_jdk_wanted-openjdk-devel
  macOS            brew install openjdk@$find_jdk_wanted
  Windows          winget install EclipseAdoptium.Temurin.$find_jdk_wanted.JDK
  anywhere         sdk install java $find_jdk_wanted-tem      (https://sdkman.io)
  by hand          https://adoptium.net/temurin/releases/?version=$find_jdk_wanted

If it is in an unusual place, name it: JDK25_HOME=/path/to/jdk ./ds
ADVICE
}
