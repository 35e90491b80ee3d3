package org.jvrrpd.daemon.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jvrrpd.daemon.config.ClusterConfiguration;
import org.jvrrpd.daemon.config.Problem;
import org.jvrrpd.daemon.config.ReadResult;
import org.jvrrpd.daemon.config.judgement.FileFormat;
import org.jvrrpd.daemon.config.judgement.JudgedFile;
import org.jvrrpd.daemon.config.keepalived.Surroundings;
import org.jvrrpd.daemon.config.rendering.ClusterWording;
import org.jvrrpd.daemon.config.rendering.KeepalivedText;
import org.jvrrpd.daemon.config.rendering.Wording;
import org.jvrrpd.daemon.config.rendering.YamlText;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.runtime.ExitStatus;
import org.jvrrpd.daemon.runtime.HealthPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code jvrrpd render}: the same configuration in keepalived's words. */
@Command(
    name = "render",
    description = {
      "Writes a configuration as a keepalived.conf, or as YAML with keepalived's words under vrrp:,"
          + " to stdout; what check says of it goes to stderr. With an error in it nothing is"
          + " written.",
      "FILE is any of the three that check reads; --node chooses the controller of a cluster's YAML."
          + " Passwords are written too, since the file is of no use without them: let nobody else"
          + " read it."
    },
    mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
  private static final String KEEPALIVED = "keepalived";
  private static final String YAML = "yaml";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "keepalived or yaml.")
  private String format = KEEPALIVED;

  @Option(
      names = "--config-id",
      paramLabel = "ID",
      description =
          "Which lines that begin with @ID in a keepalived.conf count. Default: this host's name up"
              + " to the first dot.")
  private @Nullable String configId;

  /** What bash completes. */
  static final class Formats implements Iterable<String> {
    private static final List<String> ALL = List.of(KEEPALIVED, YAML);

    @Override
    public Iterator<String> iterator() {
      return ALL.iterator();
    }
  }

  @Override
  public Integer call() {
    if (!Formats.ALL.contains(format)) {
      throw new ParameterException(
          spec.commandLine(), "--to: " + format + " is neither keepalived nor yaml");
    }
    Optional<Wording> wording =
        switch (FileFormat.of(configuration.file())) {
          case KEEPALIVED_CONF, VRRP_YAML -> ofItsWords();
          case CLUSTER_YAML -> ofCluster();
        };
    Optional<String> text = wording.flatMap(this::text);
    text.ifPresent(each -> write(each));
    return text.isPresent() ? ExitStatus.OK : ExitStatus.BAD_CONFIGURATION;
  }

  private void write(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private Optional<Wording> ofItsWords() {
    Path file = configuration.file();
    Surroundings here = Surroundings.ofThisMachine();
    JudgedFile judged =
        JudgedFile.read(
            file, configId == null ? here : here.withConfigId(configId), Optional.empty());
    report(judged.problems());
    return judged.hasErrors()
        ? Optional.empty()
        : Optional.of(
            new Wording(List.of("Of " + file + ", by jvrrpd render."), judged.statements()));
  }

  private Optional<Wording> ofCluster() {
    ReadResult read = configuration.read();
    report(read.problems());
    return read.configuration().map(RenderCommand::wording);
  }

  private static Wording wording(ClusterConfiguration cluster) {
    return ClusterWording.of(cluster, HealthPlan.unitsOf(cluster.node().services()));
  }

  private Optional<String> text(Wording wording) {
    if (format.equals(YAML)) {
      return Optional.of(YamlText.of(wording));
    }
    Findings findings = new Findings();
    String text = KeepalivedText.of(wording, findings);
    report(findings.problems());
    return findings.hasErrors() ? Optional.empty() : Optional.of(text);
  }

  private void report(List<Problem> problems) {
    problems.forEach(spec.commandLine().getErr()::println);
  }
}
