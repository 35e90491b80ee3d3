package org.jvrrpd.daemon.notify;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jvrrpd.daemon.log.Log;
import org.jvrrpd.daemon.notify.NotifierSettings.PipeSettings;

/** Everything that is told by writing to a file: named pipes and the log. Belongs to one thread. */
final class Recipients implements AutoCloseable {
  private final Log log;
  private final Troubles troubles;
  private final LogFile logFile;
  private List<Fifo> fifos = List.of();

  Recipients(Log log, Troubles troubles) {
    this.log = log;
    this.troubles = troubles;
    this.logFile = new LogFile(ZoneId.systemDefault(), log, troubles);
  }

  /** Goes by other settings from now on; a pipe that stays as it is, and its reader, go on. */
  void use(NotifierSettings settings) {
    List<Fifo> kept = new ArrayList<>();
    for (Fifo fifo : fifos) {
      if (settings.fifos().contains(fifo.settings())) {
        kept.add(fifo);
      } else {
        fifo.close();
      }
    }
    List<PipeSettings> present = kept.stream().map(Fifo::settings).toList();
    settings.fifos().stream()
        .distinct()
        .filter(each -> !present.contains(each))
        .forEach(each -> kept.add(new Fifo(each, log, troubles)));
    fifos = kept;
    logFile.use(settings.log());
  }

  /** Writes what has happened. */
  void write(StateNotice notice) {
    fifos.forEach(fifo -> fifo.write(notice));
    if (notice.event().isState()) {
      logFile.write(notice);
    }
  }

  /** Ends readers, and removes pipes that were made here. */
  @Override
  public void close() {
    fifos.forEach(Fifo::close);
  }
}
