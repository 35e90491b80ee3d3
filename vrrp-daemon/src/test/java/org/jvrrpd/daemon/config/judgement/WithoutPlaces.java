package org.jvrrpd.daemon.config.judgement;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.Secret;
import org.jvrrpd.daemon.config.statement.Location;

/**
 * A model as plain values, so that two can be compared that were read from different files: every
 * component of every record, passwords by their bytes, and only the places left out.
 */
final class WithoutPlaces {
  private WithoutPlaces() {}

  static Object of(Object value) {
    return switch (value) {
      case Location _ -> "somewhere";
      case Secret secret -> HexFormat.of().formatHex(secret.bytes());
      case Optional<?> optional -> optional.map(WithoutPlaces::of).map(List::of).orElse(List.of());
      case Set<?> set -> set.stream().map(WithoutPlaces::of).collect(Collectors.toSet());
      case Collection<?> all -> all.stream().map(WithoutPlaces::of).toList();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> List.of(of(each.getKey()), of(each.getValue())))
              .collect(Collectors.toSet());
      case Record each -> components(each);
      default -> value;
    };
  }

  private static List<Object> components(Record each) {
    List<Object> components = new ArrayList<>();
    components.add(each.getClass().getSimpleName());
    try {
      for (RecordComponent component : each.getClass().getRecordComponents()) {
        components.add(component.getName());
        components.add(of(component.getAccessor().invoke(each)));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    return components;
  }
}
