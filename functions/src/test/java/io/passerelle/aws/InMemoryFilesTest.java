package io.passerelle.aws;

class InMemoryFilesTest extends ObjectStoreContract {

  private final InMemoryFiles files = new InMemoryFiles();

  @Override
  protected ObjectStore store() {
    return files;
  }
}
