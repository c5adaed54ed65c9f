import Testing

@testable import ExhibitQueue

@Suite struct `an item becomes a command line` {
    @Test(arguments: [
        (#"{"prompt":"a cat"}"#, "generate --prompt='a cat'"),
        (
            #"{"mode":"image","prompt":"a","prefix":"p","n":2,"seed":-1,"guidance_scale":3.50,"size":"1024x1024"}"#,
            "generate --prompt=a --size=1024x1024 --seed=-1 --guidance-scale=3.50 --n=2 --prefix=p"
        ),
        (#"{"prompt":"--home=/tmp"}"#, "generate --prompt=--home=/tmp"),
        (#"{"prompt":"it's"}"#, #"generate --prompt='it'\''s'"#),
        (#"{"prompt":"a","download":false,"print_json":true,"consistent":true}"#, "generate --prompt=a --no-download"),
        (#"{"prompt":"a","download":true,"raw":false,"no_send":true}"#, "generate --prompt=a --no-send"),
        (#"{"prompt":"a","raw":"yes","seed":"7"}"#, "generate --prompt=a --seed=7 --raw"),
        (
            #"{"prompt":"a","extra-json":{"b":[1.50,"ü"],"c":null}}"#,
            #"generate --prompt=a --extra-json='{"b":[1.50,"ü"],"c":null}'"#
        ),
        (#"{"prompt":"a","extra_json":"{\"b\": {\"c\": 1}}"}"#, #"generate --prompt=a --extra-json='{"b":{"c":1}}'"#),
        (
            #"{"prompt":"a","extra_json":"@more.json","extra_json_file":"f.json"}"#,
            "generate --prompt=a --extra-json=@more.json --extra-json-file=f.json"
        ),
        (
            #"{"mode":"reference","prompt":"a","reference_images":["a.png","b c.png"],"reference_key":"refs","transport":"auto"}"#,
            "generate --prompt=a --reference-image=a.png --reference-image='b c.png' --reference-key=refs --reference-transport=auto"
        ),
        (
            #"{"prompt":"a","image":"a.png","input-image":["b.png"],"images":["c.png","d.png"]}"#,
            "generate --prompt=a --image=a.png --input-image=b.png --image=c.png --image=d.png"
        ),
        (#"{"prompt":"a","images":"c.png,d.png"}"#, "generate --prompt=a --images=c.png,d.png"),
        (
            #"{"mode":"img2img","prompt":"a","image":"a.png","mask":"m.png","input_fidelity":"high"}"#,
            "edit --prompt=a --input-fidelity=high --image=a.png --mask=m.png"
        ),
        (
            #"{"mode":"video","prompt":"a","image":"a.png","duration":4,"fps":16,"status_endpoint_template":"/v/{{id}}","timeout":900,"poll_interval":2.5,"max_polls":60}"#,
            "video --prompt=a --image=a.png --seconds=4 --fps=16 --status-endpoint-template='/v/{id}' --timeout=900 --poll-interval=2.5 --max-polls=60"
        ),
        (#"{"mode":"animate","prompt":"a","input":"a.png"}"#, "video --prompt=a --input=a.png --mode=animate"),
        (#"{"mode":"video","video_mode":"text","prompt":"a"}"#, "video --prompt=a --mode=text"),
        (
            #"{"mode":"speech","input":"Good evening.","voice":"Kore","speed":1.1}"#,
            "speech --input='Good evening.' --voice=Kore --speed=1.1"
        ),
        (
            #"{"mode":"upscale","image":"a.png","output":"b.png","overwrite":true}"#,
            "upscale --image=a.png --output=b.png --overwrite"
        ),
        (
            #"{"mode":"inpaint","prompt":"a","image":"a.png","x":1,"y":2,"width":3,"height":4,"ellipse":true,"region":["rect:0:0:1:1"],"feather":0.5,"invert":true}"#,
            "inpaint --prompt=a --image=a.png --region=rect:0:0:1:1 --x=1 --y=2 --width=3 --height=4 --ellipse --mask-invert --feather=0.5"
        ),
        (
            ##"{"mode":"outpaint","image":"a.png","left":10,"outpaint_mode":"blur","bg":"#00000000","blur-radius":24}"##,
            "outpaint --image=a.png --left=10 --mode=blur --bg='#00000000' --blur-radius=24"
        ),
        (
            #"{"mode":"object_edit","prompt":"a","image":"a.png","selection_mode":"alpha","edit_target":"background","threshold":40}"#,
            "object-edit --prompt=a --image=a.png --selection-mode=alpha --edit-target=background --threshold=40"
        ),
        (
            #"{"mode":"fetch","url":"https://e.example/a.png","origin":"https://e.example/","header":"Authorization: Bearer env:T"}"#,
            "fetch --origin=https://e.example/ --header='Authorization: Bearer env:T' -- https://e.example/a.png"
        ),
        (
            #"{"prompt":"a","task-name":"cat","task_key":17,"output_dir":"out","timeout-ms":600000,"max_attempts":3,"retry_base_delay":0.5,"policy":["no-mock","x.json"]}"#,
            "generate --task-name=cat --task-key=17 --prompt=a --policy=no-mock --policy=x.json --timeout-ms=600000 --max-attempts=3 --retry-base-delay=0.5 --out-dir=out"
        ),
        (#"{"prompt":"a","seed":null,"style":"","task_name":""}"#, "generate --prompt=a"),
    ])
    func `whose values are the item's`(item: String, line: String) throws {
        #expect(try lines(item) == [line])
    }

    @Test func `with name, key, priority and what it waits for`() throws {
        let order = try #require(
            try manifest(#"[{"prompt":"a","name":"n","key":"k","priority":-3,"after":["x",2]}]"#).orders.first
        )
        #expect(order.name == "n" && order.key == "k" && order.priority == -3 && order.after == ["x", "2"])
        #expect(order.arguments == ["--task-name=n", "--task-key=k", "--prompt=a"])
        #expect(order.place == ManifestPlace(line: 1, column: 2))
    }

    @Test func `that is the same whatever the order of the keys`() throws {
        let one = try manifest(#"{"prompt":"a","size":"auto","n":1}"#).orders
        let other = try manifest(#"{"n":1,"size":"auto","prompt":"a"}"#).orders
        #expect(one == other)
    }

    @Test func `for every word that a mode can be`() throws {
        for (word, command) in TaskCommand.modes {
            let subject = command == .fetch ? #""reference":"r""# : #""image":"i""#
            let prompt = [.upscale, .fetch].contains(command) ? "" : #","prompt":"p""#
            let image = command == .speech ? #""voice":"v""# : subject
            let order = try manifest("{\"mode\":\"\(word)\",\(image)\(prompt)}").orders.first
            #expect(order?.command == command.rawValue, "\(word)")
        }
    }
}
