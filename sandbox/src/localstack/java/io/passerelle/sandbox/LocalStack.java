package io.passerelle.sandbox;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// AWS in a container, for those who have a Docker engine: `./mvnw -Plocalstack verify`.
///
/// One container serves all tests of a run; it ends with the process.
public final class LocalStack implements RemoteAws {

  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9");

  @Override
  public String endpoint() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "No Docker engine answers: LocalStack cannot be started");
    return Started.CONTAINER.getEndpoint().toString();
  }

  /// Started when it is first asked for.
  private static final class Started {
    static final LocalStackContainer CONTAINER = started();

    private static LocalStackContainer started() {
      LocalStackContainer container =
          new LocalStackContainer(IMAGE).withServices("dynamodb", "sqs", "ses", "secretsmanager");
      container.start();
      return container;
    }
  }
}
