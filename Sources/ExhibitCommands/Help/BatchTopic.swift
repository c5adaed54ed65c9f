import ExhibitQueue

/// `help batch`: manifests, what is done with them, and what is left afterwards (parity A13, A22, D8).
enum BatchTopic {
    static var text: String { forms + "\n\n" + keys + "\n\n" + working + "\n\n" + afterwards }

    private static let forms = """
        A manifest says what to make, item by item. exhibit batch FILE works it; @FILE,
        - for standard input and the JSON itself do as well. Its forms:

          a JSON array     [{"prompt": "a cat", "task_name": "cat"}, {"mode": …}]
          JSONL            one such object on a line
          CSV              the keys in the first row; what holds a comma, in quotes
          an object        {"batch_name": "covers", "max_workers": 4, "tasks": [{…}]}

          exhibit batch covers.jsonl --dry-run
          exhibit batch covers.jsonl --max-workers 4 --joblog covers.log

        Texts of the first three forms are templates: {name} stands for a variable,
        {index} for the item's number, {mode} for its mode, {{ for a brace. An item's
        own "vars" go before --vars-file, that before --vars-json. A name that nothing
        gives is an error with its line and column, unless --keep-unknown-vars is given.
        The form with tasks has no templates; what it says beside its tasks, such as
        size or timeout_ms, holds for every task that does not say it itself.

        Flags of generate and its like, given to batch, hold for every item that does
        not say it itself. Policies of the command line judge every item, beside its
        own.
        """

    private static var keys: String {
        let groups = ItemKeyGroup.all.map { group in
            (["  \(group.commands):"] + group.keys.joined(separator: " ").wrapped(at: 80, indent: 4)).joined(
                separator: "\n"
            )
        }
        return """
            The keys of an item are the flags of its command, with _ or -. mode says which
            command it is: image (the default), reference, edit, inpaint, outpaint,
            object-edit, upscale, video, animate, speech, fetch. Any other key is an error;
            command, mock_command and their like are refused: no manifest runs a program.

            """ + groups.joined(separator: "\n")
    }

    private static let working = """
        Everything is checked before the first item is sent: every item that its command
        would refuse is told with line and column, and nothing is sent while one is.

        One item is worked on at a time, none begins after one that did not complete;
        --max-workers and --continue-on-error change that. The form with tasks has 4
        workers, at most 200 tasks, and goes on. More than 4 workers need a policy whose
        limits.max_workers says so. A provider that asks for time (Retry-After) is left
        alone by all workers, and they take other items meanwhile; one that takes one
        request at a time gets one.

        --max-images and --max-cost bound the whole: what an item may cost at worst is
        set aside before it begins, and what has no price fits into no --max-cost. An
        item that no longer fits is rejected. A task_key is unique among tasks that wait
        or run, in all processes of the home: of two, one is skipped (--on-duplicate).

        --task-timeout-seconds bounds an item with all its attempts; a time that these
        could not keep is raised, and the note says so. Ctrl-C begins nothing more and
        waits for what runs; the second leaves at once. Both can be gone on with.
        """

    private static let afterwards = """
        The folder <out-dir>/_batches/<name>-<time>-<id>/ has batch_request.json,
        batch_result.json, and a folder for each item with batch_task.json, state.json,
        command.json, result.json, stdout.txt and stderr.txt, written from the ledger.
        --summary-out writes the result elsewhere, too; --joblog one line for each item
        that has ended, in the columns of GNU parallel with run_id and sha256 behind
        them. Both are in the order of the manifest, whatever was done first.

        The exit status is the first that applies:
          8  of some request nobody knows whether it was billed
          3  some tasks did not complete (9: only for want of room or budget)
          6  all completed, but some may not be used
          0  all completed, and every policy accepts them

        --resume goes on with the newest batch of the same manifest, after a crash, a
        kill or a change: what is completed is not made again, what is new or changed is
        added, what is gone is left out, and the difference is told. --retry-failed also
        tries again what failed, timed out or was cancelled. What may have been billed
        without an answer is sent again only with --retry-unknown.
        """
}
