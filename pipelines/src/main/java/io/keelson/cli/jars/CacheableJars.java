package io.keelson.cli.jars;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Rewrites the launcher's own copies of jars so that the JVM's cache can hold all of their classes.
///
/// The cache has no classes of signed jars, to check which the JVM reads whole jars in each run, and none in
/// the format of Java 5, which has to be verified in each run. So signatures, which Maven's checksums have
/// made needless by then, are left out, and old classes get the stack maps of newer ones.
public final class CacheableJars {
    /// The first format without the verifier of old.
    private static final int STACK_MAPS = ClassFile.JAVA_7_VERSION;

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");

    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR = 6;

    private CacheableJars() {}

    /// Rewrites what needs it.
    ///
    /// @param args the directory with the jars
    public static void main(String[] args) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : jars) {
                rewrite(jar);
            }
        }
    }

    /// Rewrites a jar, unless its classes can be held as they are.
    public static void rewrite(Path jar) throws IOException {
        try (ZipFile old = new ZipFile(jar.toFile())) {
            if (old.stream().noneMatch(entry -> isObstacle(old, entry))) {
                return;
            }
            Path made = jar.resolveSibling(jar.getFileName() + ".new");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
                for (ZipEntry entry : old.stream().toList()) {
                    copy(old, entry, out);
                }
            }
            Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean isObstacle(ZipFile jar, ZipEntry entry) {
        return SIGNATURE.matcher(entry.getName()).matches() || (isClass(entry) && isOld(read(jar, entry)));
    }

    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class");
    }

    private static boolean isOld(byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return bytes.length > MAJOR + 1 && header.getInt(0) == MAGIC && header.getShort(MAJOR) < STACK_MAPS;
    }

    private static void copy(ZipFile jar, ZipEntry entry, ZipOutputStream out) throws IOException {
        if (SIGNATURE.matcher(entry.getName()).matches()) {
            return;
        }
        byte[] bytes = read(jar, entry);
        ZipEntry copied = new ZipEntry(entry.getName());
        copied.setTimeLocal(entry.getTimeLocal()); // the same input gives the same jar, which is named by its bytes
        out.putNextEntry(copied);
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            writeMain(new Manifest(new ByteArrayInputStream(bytes)), out);
        } else {
            out.write(isClass(entry) && isOld(bytes) ? renewed(jar, bytes) : bytes);
        }
        out.closeEntry();
    }

    /// Without the digests of single files, which are long to read.
    private static void writeMain(Manifest manifest, OutputStream out) throws IOException {
        Manifest main = new Manifest();
        main.getMainAttributes().putAll(manifest.getMainAttributes());
        main.write(out);
    }

    private static byte[] renewed(ZipFile jar, byte[] bytes) {
        ClassHierarchyResolver classes = ClassHierarchyResolver.ofResourceParsing(name -> stream(jar, name))
                .orElse(ClassHierarchyResolver.defaultResolver());
        ClassFile format =
                ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(classes));
        // Code is taken apart and put together again: what is copied as it is gets no stack maps.
        ClassTransform code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
        return format.transformClass(format.parse(bytes), code.andThen((builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(STACK_MAPS, 0);
            } else {
                builder.with(element);
            }
        }));
    }

    private static @Nullable InputStream stream(ZipFile jar, ClassDesc name) {
        String descriptor = name.descriptorString();
        ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return entry == null ? null : new ByteArrayInputStream(read(jar, entry));
    }

    private static byte[] read(ZipFile jar, ZipEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
