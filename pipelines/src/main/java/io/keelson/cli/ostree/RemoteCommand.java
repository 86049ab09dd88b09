package io.keelson.cli.ostree;

import io.keelson.cli.options.Subcommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "remote", description = "Remote commands that may involve internet access")
final class RemoteCommand extends GroupCommand {
    static final Subcommands COMMANDS = new Subcommands()
            .with("add", RemoteAddCommand::new)
            .with("delete", RemoteDeleteCommand::new)
            .with("show-url", RemoteShowUrlCommand::new)
            .with("list", RemoteListCommand::new)
            .with("refs", RemoteRefsCommand::new)
            .with("summary", RemoteSummaryCommand::new)
            .with("gpg-import", RemoteGpgImportCommand::new)
            .with("gpg-list-keys", RemoteGpgListKeysCommand::new)
            .with("add-cookie", RemoteAddCookieCommand::new)
            .with("delete-cookie", RemoteDeleteCookieCommand::new)
            .with("list-cookies", RemoteListCookiesCommand::new);

    RemoteCommand() {
        super("No \"remote\" subcommand specified");
    }

    /// The command with those below it that may be meant.
    static CommandLine commandLine(String... words) {
        return COMMANDS.addTo(new CommandLine(new RemoteCommand()), words);
    }
}
