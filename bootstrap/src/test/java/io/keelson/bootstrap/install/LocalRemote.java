package io.keelson.bootstrap.install;

import io.keelson.bootstrap.host.CommandResult;
import io.keelson.bootstrap.host.Invocation;
import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.release.KeelsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// This machine, as if it were reached over a network.
class LocalRemote implements RemoteShell {
    @Override
    public String name() {
        return "here";
    }

    @Override
    public CommandResult run(Invocation command) throws InterruptedException {
        return run(command, InputStream.nullInputStream());
    }

    @Override
    public CommandResult run(Invocation command, InputStream input) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command.argv()).start();
            try (var out = process.getOutputStream()) {
                input.transferTo(out);
            } catch (IOException e) {
                // it did not want all of it
            }
            String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String stderr = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return CommandResult.ended(process.waitFor(), stdout, stderr);
        } catch (IOException e) {
            throw new KeelsonException("here: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> read(String path, int limit) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public void write(String path, byte[] content, int mode) {
        try {
            Files.write(Path.of(path), content);
        } catch (IOException e) {
            throw new KeelsonException("here: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
