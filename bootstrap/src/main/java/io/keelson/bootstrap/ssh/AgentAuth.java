package io.keelson.bootstrap.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/// The method `publickey` with a key that an agent holds: asks the host whether it would take the key, and only then
/// has the agent sign, which may ask its user.
final class AgentAuth extends AbstractAuthMethod {
    private final Agent agent;
    private final PublicBlob key;

    AgentAuth(Agent agent, PublicBlob key) {
        super("publickey");
        this.agent = agent;
        this.key = key;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        String type = key.type();
        String algorithm = type.equals("ssh-rsa") ? "rsa-sha2-512" : type;
        return super.buildReq().putBoolean(signed).putString(algorithm).putString(key.bytes());
    }

    @Override
    public void handle(Message command, SSHPacket packet) throws UserAuthException, TransportException {
        if (command != Message.USERAUTH_60) {
            super.handle(command, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] signed = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            params.getTransport().write(request.putString(agent.sign(key, signed)));
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new UserAuthException("the agent did not sign: " + e.getMessage(), e);
        }
    }
}
