package io.keelson.cli.host;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keelson.bootstrap.main.KeelsonHost;
import io.keelson.cli.jars.CacheableJars;
import io.keelson.release.KeelsonException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.yaml.snakeyaml.composer.Composer;
import picocli.CommandLine;

/// The jars of `keelson-host`, found by a class of each.
final class BundleJars {
    private static final List<Class<?>> OF = List.of(
            KeelsonHost.class,
            KeelsonException.class,
            CommandLine.class,
            JsonMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            Composer.class);

    private BundleJars() {}

    /// Copies them into an empty directory, in the order of the class path.
    static List<Path> copyTo(Path directory) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Class<?> member : OF) {
            Path place = place(member);
            Path jar = directory.resolve(name(place, member));
            if (Files.isDirectory(place)) {
                pack(place, jar);
            } else {
                Files.copy(place, jar);
            }
            CacheableJars.rewrite(jar);
            jars.add(jar);
        }
        return jars;
    }

    /// The entry of the class path that a class came from.
    private static Path place(Class<?> member) throws IOException {
        String name = member.getName().replace('.', '/') + ".class";
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (holds(Path.of(entry), name)) {
                return Path.of(entry);
            }
        }
        throw new KeelsonException("no entry of the class path has " + member.getName());
    }

    private static boolean holds(Path place, String name) throws IOException {
        if (!Files.isRegularFile(place)) {
            return Files.exists(place.resolve(name));
        }
        try (ZipFile jar = new ZipFile(place.toFile())) {
            return jar.getEntry(name) != null;
        }
    }

    /// Names without versions: the launcher of the next version finds them too.
    private static String name(Path place, Class<?> member) {
        return Files.isDirectory(place)
                ? member.getSimpleName() + ".jar"
                : String.valueOf(place.getFileName()).replaceFirst("-[0-9][^/]*\\.jar$", ".jar");
    }

    /// Classes that were built and not packed yet, as where tests run.
    private static void pack(Path classes, Path jar) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
                entry.setTime(0);
                out.putNextEntry(entry);
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
