package org.asyncmark.pattern.files;

import java.util.stream.Stream;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.fanout.Limit;
import org.asyncmark.pattern.fanout.PermitPlace;

class FilesContractTest extends ContractTest<FilesMechanism> {
  FilesContractTest() {
    super(FilesMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, FilesMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        FilesContract.values(),
        stages ->
            (work, limit) -> {
              int files = FilesContract.FILES;
              Stage stage = stages.open(files, new FileLeaves(work, limit), files);
              LeafTimes waits = new LeafTimes("test", files);
              return new FilesContract.Opened(
                  mechanism.open(stage, new Limit(limit, PermitPlace.INSIDE, waits)),
                  stage.times());
            });
  }
}
