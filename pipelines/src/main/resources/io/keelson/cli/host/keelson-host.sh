#!/bin/sh
# Shows and changes what this host runs. The directory above holds all that it needs and may be anywhere.
set -eu

self=$(readlink -f -- "$0")
home=${self%/bin/*}

# Our words are English, and file names are UTF-8, in every locale.
export LC_ALL=C.UTF-8

# The cache fits the collector and the size of the heap, so both are the same on every machine. When it does
# not fit, or is gone, Java starts without it. It has classes and no machine code: that would be for the processor
# of the machine that made the bundle, and Java 25 does not ask whether this one has those instructions (SIGILL).
# It is mapped where it was made for: moving it writes to each of its pages.
exec "$home/java/bin/java" "${KEELSON_HOST_CACHE:--XX:AOTCache=$home/lib/keelson-host.aot}" \
    -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching -XX:-AOTStubCaching -XX:ArchiveRelocationMode=0 \
    -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmx256m -XX:-UsePerfData \
    -Djdk.console=java.base \
    -cp "@JARS@" \
    "${KEELSON_HOST_MAIN:-io.keelson.bootstrap.main.KeelsonHost}" "$@"
