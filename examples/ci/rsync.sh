#!/bin/sh
# Puts one TFTP folder onto many servers when it has passed 'cisco-sip check':
#
#   rsync.sh FOLDER DESTINATION...        such as: rsync.sh tftproot/berlin tftp1:/srv/tftp tftp2:/srv/tftp
#
# rsync writes each file beside the old one and, with --delay-updates, puts them into place together at the end. What
# phones fetch as soon as they hear of a change goes in a second round. Files that only the server has stay there.
set -eu
folder=${1%/}
shift

cisco-sip check "$folder"

last='SIPDefault.cnf OS79XX.TXT syncinfo.xml'
excluded=
for name in $last; do excluded="$excluded --exclude=/$name"; done

for destination in "$@"; do
  # shellcheck disable=SC2086 # several options
  rsync --recursive --checksum --delay-updates --chmod=D755,F644 --exclude='.*' $excluded "$folder/" "$destination/"
  rsync --recursive --checksum --delay-updates --chmod=D755,F644 --exclude='.*' "$folder/" "$destination/"
done
