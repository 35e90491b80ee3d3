package org.jvrrpd.daemon.setup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.setup.Workplace.Origin;

/** Takes back what the ledger lists, the latest first. What others have changed since stays. */
public final class Rollback {
  private final SetupOptions options;
  private final Talk talk;
  private final Ledger ledger;
  private final Tree tree;
  private final Machine machine;
  private boolean unitsChanged;
  private boolean keepalivedReturns;
  private boolean complete = true;

  private Rollback(SetupOptions options, Talk talk) throws IOException {
    this.options = options;
    this.talk = talk;
    this.ledger = Ledger.read(options.root().resolve(Ledger.PATH.substring(1)));
    this.tree = new Tree(options.root(), options.dryRun(), ledger, talk);
    this.machine = new Machine(options.isForeign(), options.dryRun(), talk);
  }

  /**
   * Takes everything back.
   *
   * @param privileged whether this process is root's
   * @return the exit status
   * @throws IOException if a file cannot be read or written
   */
  public static int run(SetupOptions options, boolean privileged, PrintWriter out, PrintWriter err)
      throws IOException {
    Talk talk = new Talk(out, err);
    if (!privileged && !options.dryRun() && !options.isForeign()) {
      talk.error("a rollback changes the system: run it with sudo, or look first with --dry-run");
      return ExitStatus.NOT_PERMITTED;
    }
    return new Rollback(options, talk).run();
  }

  private int run() throws IOException {
    List<Deed> deeds = ledger.deeds().reversed();
    if (deeds.isEmpty()) {
      talk.info("there is nothing to take back: setup has changed nothing here");
      return ExitStatus.OK;
    }
    for (Deed deed : deeds) {
      takeBack(deed);
      if (!options.dryRun()) {
        ledger.remove(deed);
      }
    }
    if (unitsChanged) {
      complete &= machine.change("systemctl", "daemon-reload");
    }
    if (keepalivedReturns) {
      startKeepalived();
    }
    if (options.dryRun()) {
      talk.info("this was a dry run: nothing was changed");
    } else if (complete) {
      talk.success("everything that setup did is taken back");
    }
    return complete ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private void takeBack(Deed deed) throws IOException {
    String subject = deed.subject();
    switch (deed.kind()) {
      case WROTE -> delete(subject);
      case MADE_FOLDER -> deleteFolder(subject);
      case MOVED_ASIDE -> moveBack(subject, deed.detail());
      case LINKED -> unlink(subject);
      case SET -> reset(subject, deed.detail());
      case ENABLED -> complete &= machine.change("systemctl", "disable", subject);
      case STARTED -> complete &= machine.change("systemctl", "stop", subject);
      case STOPPED_KEEPALIVED -> keepalivedReturns = true;
    }
  }

  private void delete(String path) throws IOException {
    if (!tree.exists(path)) {
      return;
    }
    if (!tree.isOurs(path)) {
      talk.warning(path + " was changed since: it stays");
      return;
    }
    unitsChanged |= path.startsWith("/etc/systemd/");
    say("remove", path);
    if (!options.dryRun()) {
      Files.delete(tree.at(path));
    }
  }

  private void unlink(String path) throws IOException {
    if (Files.isSymbolicLink(tree.at(path))) {
      unitsChanged = true;
      say("remove", path);
      if (!options.dryRun()) {
        Files.delete(tree.at(path));
      }
    }
  }

  private void deleteFolder(String path) throws IOException {
    if (!options.dryRun() && Whole.deleteIfEmpty(tree.at(path))) {
      say("remove", path);
    }
  }

  private void moveBack(String path, String from) throws IOException {
    if (!tree.exists(from)) {
      talk.warning(from + " is not there any more");
      complete = false;
    } else if (tree.exists(path) && !options.dryRun()) {
      talk.warning(path + " was written since: what was there before stays as " + from);
    } else {
      unitsChanged |= path.startsWith("/etc/systemd/");
      say("put back", path);
      if (!options.dryRun()) {
        Path target = tree.at(path);
        Files.createDirectories(target.getParent());
        Files.move(tree.at(from), target);
      }
    }
  }

  private void reset(String name, String before) throws IOException {
    if (options.isForeign() || ForwardingStep.value(name).equals(before)) {
      return;
    }
    say("set", name + " to " + before + " again");
    if (!options.dryRun()) {
      ForwardingStep.setValue(name, before);
    }
  }

  /**
   * What remains under the name is keepalived's own unit, if it is still installed; where the
   * package is, program and unit of that name are jvrrpd's.
   */
  private void startKeepalived() {
    boolean installed = !Origin.ofThisProcess().packaged() && Machine.has("keepalived");
    if (installed && machine.change("systemctl", "start", ServiceStep.UNIT)) {
      talk.info("keepalived has its place back");
    } else {
      talk.warning(
          "setup had stopped a keepalived; it was not started again. Debian: apt-get install"
              + " keepalived, then systemctl start keepalived");
      complete = false;
    }
  }

  private void say(String verb, String what) {
    talk.info((options.dryRun() ? "would " : "") + verb + " " + what);
  }
}
