package io.keelson.cli.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Works on copies of the jars that the launcher really rewrites.
class CacheableJarsTest {
    @TempDir
    private Path directory;

    private Path copyOfJarWith(Class<?> type) throws Exception {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Files.copy(jar, directory.resolve(jar.getFileName()));
    }

    @Test
    void oldClassesGetStackMapsAndStillWork() throws Exception {
        Path jar = copyOfJarWith(CommandLine.class);
        assertThat(majors(jar)).contains(ClassFile.JAVA_5_VERSION);
        CacheableJars.main(new String[] {directory.toString()});
        assertThat(majors(jar)).allMatch(major -> major >= ClassFile.JAVA_7_VERSION);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            // The JVM verifies each of them when it is linked.
            for (String name : classes(jar)) {
                assertThat(Class.forName(name, true, loader).getClassLoader()).isSameAs(loader);
            }
            Class<?> renewed = loader.loadClass(CommandLine.class.getName());
            Object line = renewed.getConstructor(Object.class)
                    .newInstance(loader.loadClass("picocli.CommandLine$HelpCommand")
                            .getConstructor()
                            .newInstance());
            assertThat((String) renewed.getMethod("getUsageMessage").invoke(line))
                    .contains("Usage:");
        }
    }

    @Test
    void signaturesAreLeftOut() throws Exception {
        Path jar = copyOfJarWith(Hex.class);
        assertThat(names(jar)).anyMatch(name -> name.endsWith(".SF"));
        List<String> before = names(jar);
        CacheableJars.main(new String[] {directory.toString()});
        assertThat(names(jar))
                .containsExactlyElementsOf(before.stream()
                        .filter(name -> !name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"))
                        .toList());
        try (JarFile rewritten = new JarFile(jar.toFile())) {
            assertThat(rewritten.getManifest().getEntries()).isEmpty();
            assertThat(rewritten.getManifest().getMainAttributes().getValue("Bundle-SymbolicName"))
                    .isEqualTo("bcprov");
        }
    }

    @Test
    void whatIsFineStaysAsItIs() throws Exception {
        Path jar = copyOfJarWith(Nullable.class);
        byte[] before = Files.readAllBytes(jar);
        CacheableJars.main(new String[] {directory.toString()});
        assertThat(jar).hasBinaryContent(before);
        assertThat(directory).isDirectoryContaining("glob:**.jar").isDirectoryNotContaining("glob:**.new");
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static List<String> classes(Path jar) throws IOException {
        return names(jar).stream()
                .filter(name -> name.matches("picocli/.*\\.class") && !name.contains("groovy"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
    }

    private static List<Integer> majors(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> entry.getName().matches("[^-]*\\.class"))
                    .map(entry -> parse(file, entry).majorVersion())
                    .distinct()
                    .toList();
        }
    }

    private static ClassModel parse(ZipFile file, ZipEntry entry) {
        try (var in = file.getInputStream(entry)) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
