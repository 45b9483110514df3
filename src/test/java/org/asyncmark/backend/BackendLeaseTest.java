package org.asyncmark.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendLeaseTest {
  @AfterEach
  void forget() {
    System.clearProperty(BackendLease.PORT_PROPERTY);
    System.clearProperty(BackendLease.HOST_PROPERTY);
  }

  @Test
  void aPortAloneIsThatOfTheSuitesServer() throws InterruptedException {
    System.setProperty(BackendLease.PORT_PROPERTY, "8080");
    try (BackendLease lease = BackendLease.take()) {
      assertThat(lease.server()).isEqualTo(new ServerAddress("127.0.0.1", 8080));
    }
  }

  @Test
  void aHostBesideItNamesAnotherServer() throws InterruptedException {
    System.setProperty(BackendLease.PORT_PROPERTY, "8080");
    System.setProperty(BackendLease.HOST_PROPERTY, "some.host");
    try (BackendLease lease = BackendLease.take()) {
      assertThat(lease.server()).isEqualTo(new ServerAddress("some.host", 8080));
    }
  }
}
