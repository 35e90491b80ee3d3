package org.jvrrpd.daemon.config;

import java.util.Optional;

/** Recognises files of the same installer that are not for a cluster of several controllers. */
final class SingleHead {
  private SingleHead() {}

  /**
   * Reports why a file without controllers cannot be used, if it is known to be of another kind.
   */
  static boolean refuse(Section root, SourceText source, Problems problems) {
    Optional<Section> availability =
        root.section("high_availability").filter(section -> section.has("controller_ha"));
    Optional<Section> nodes = root.section("nodes").filter(section -> section.has("controller"));
    Optional<Place> place =
        availability
            .map(section -> section.placeOfKey("controller_ha"))
            .or(() -> nodes.map(section -> section.placeOfKey("controller")));
    place.ifPresent(
        at ->
            problems.error(
                at,
                "this file describes one head, not several: it has no nodes.controllers; jvrrpd"
                    + " needs the file of a multi-head cluster"));
    int template = source.text().indexOf("{{");
    if (template >= 0) {
      int index = source.text().codePointCount(0, template);
      problems.error(
          new Place(source.positionOf(index), ""),
          "this is a template that has not been filled in ({{ ... }}), not a cluster file");
    }
    return place.isPresent() || template >= 0;
  }
}
