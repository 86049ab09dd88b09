package io.keelson.bootstrap.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/// `ssh-agent`: lists public keys and signs with the private ones, which never leave it. Each question is a
/// connection of its own, so threads do not wait for each other here.
final class Agent {
    private static final byte LIST = 11;
    private static final byte LISTED = 12;
    private static final byte SIGN = 13;
    private static final byte SIGNED = 14;
    private static final int SHA_512 = 4;
    private static final int LARGEST = 1 << 20;

    private final Path socket;

    Agent(Path socket) {
        this.socket = socket;
    }

    List<PublicBlob> keys() throws IOException {
        Buffer.PlainBuffer answer = ask(new Buffer.PlainBuffer().putByte(LIST), LISTED);
        try {
            List<PublicBlob> keys = new ArrayList<>();
            for (long left = answer.readUInt32(); left > 0; left--) {
                keys.add(PublicBlob.of(answer.readStringAsBytes()));
                answer.readString(StandardCharsets.UTF_8); // a comment
            }
            return keys;
        } catch (Buffer.BufferException e) {
            throw new IOException("the agent's answer is cut", e);
        }
    }

    /// A signature in SSH's form: algorithm and bytes.
    byte[] sign(PublicBlob key, byte[] data) throws IOException {
        int flags = key.type().equals("ssh-rsa") ? SHA_512 : 0;
        Buffer.PlainBuffer question = new Buffer.PlainBuffer().putByte(SIGN);
        question.putString(key.bytes()).putString(data).putUInt32(flags);
        try {
            return ask(question, SIGNED).readStringAsBytes();
        } catch (Buffer.BufferException e) {
            throw new IOException("the agent's answer is cut", e);
        }
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer question, byte wanted) throws IOException {
        byte[] body = question.getCompactData();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer out = ByteBuffer.allocate(4 + body.length);
            out.putInt(body.length).put(body).flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            int length = read(channel, 4).getInt();
            if (length < 1 || length > LARGEST) {
                throw new IOException("the agent's answer has " + length + " bytes");
            }
            ByteBuffer answer = read(channel, length);
            if (answer.get() != wanted) {
                throw new IOException("the agent refuses");
            }
            byte[] rest = new byte[answer.remaining()];
            answer.get(rest);
            return new Buffer.PlainBuffer(rest);
        }
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) {
                throw new EOFException("the agent ended the connection");
            }
        }
        return in.flip();
    }
}
