package io.keelson.cli.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keelson.compose.image.BootReport;
import io.keelson.compose.image.BootableImage;
import io.keelson.compose.image.Timings;
import io.keelson.compose.image.Verdict;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The result for a program. Names in it are an interface: new ones may come, old ones stay.
final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    /// @param stays whether the image is still there afterwards
    static String of(BootableImage image, boolean stays, Optional<BootReport> report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("commit", image.commit());
        root.put("kernelArguments", image.kernelArguments());
        if (stays) {
            root.put("image", image.disk().toString());
            root.put("kernel", image.kernel().toString());
            root.put("initramfs", image.initramfs().toString());
        }
        report.ifPresent(shown -> boot(root.putObject("boot"), shown));
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void boot(ObjectNode boot, BootReport report) {
        boot.put("healthy", report.healthy());
        boot.put("verdict", name(report.verdict()));
        boot.put("message", report.verdict().message());
        boot.put("accelerator", report.accelerator().name().toLowerCase(Locale.ROOT));
        seconds(boot.putObject("secondsFromPowerOn"), report.timings());
        report.failedUnits()
                .forEach(unit -> boot.withArray("failedUnits")
                        .addObject()
                        .put("name", unit.name())
                        .put("status", unit.status()));
        report.commands()
                .forEach(result -> boot.withArray("commands")
                        .addObject()
                        .put("command", result.command())
                        .put("status", result.status())
                        .put("output", result.output()));
    }

    private static void seconds(ObjectNode node, Timings timings) {
        put(node, "kernel", timings.kernel());
        put(node, "initramfs", timings.initramfs());
        put(node, "switchRoot", timings.userspace());
        put(node, "up", timings.up());
    }

    private static void put(ObjectNode node, String name, OptionalDouble seconds) {
        seconds.ifPresent(value -> node.put(name, Math.round(value * 1000) / 1000.0));
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Healthy healthy -> "healthy";
            case Verdict.UnitsFailed failed -> "units-failed";
            case Verdict.NotMultiUser other -> "not-multi-user";
            case Verdict.CommandFailed failed -> "command-failed";
            case Verdict.Broken broken -> "broken";
        };
    }
}
