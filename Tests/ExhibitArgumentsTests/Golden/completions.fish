# fish completion for easel

function __easel_step
    switch "$argv[1] $argv[2]"
        case ' paint' ' draw'
            echo 'paint'; return 0
        case ' review'
            echo 'review'; return 0
        case ' version' ' --version'
            echo 'version'; return 0
        case ' help'
            echo ''; return 0
        case 'review show'
            echo 'review show'; return 0
        case 'review deny'
            echo 'review deny'; return 0
        case 'review help'
            echo 'review'; return 0
    end
    return 1
end

function __easel_takes
    switch "$argv[1] $argv[2]"
        case 'paint --prompt' 'paint --size' 'paint --n' 'paint -n' 'paint --count' 'paint --seconds' 'paint --quality' 'paint --background' 'paint --reference-image' 'paint --image' 'paint --input-image' 'paint --sketch' 'paint --home'
            return 0
        case 'review deny --reason'
            return 0
    end
    return 1
end

function __easel_walk
    set -l at ''
    set -l seen 0
    set -l skip 0
    set -l ended 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        if test $ended = 1
            set seen (math $seen + 1)
            continue
        end
        switch "$word"
            case '--'
                set ended 1
            case '-'
                set seen (math $seen + 1)
            case '-*'
                __easel_takes "$at" "$word"; and set skip 1
            case '*'
                if set -l next (__easel_step "$at" "$word")
                    set at "$next"
                else
                    set seen (math $seen + 1)
                end
        end
    end
    echo "$at"
    echo $seen
end

function __easel_at
    set -l here (__easel_walk)
    test "$here[1]" = "$argv[1]"
end

function __easel_argument
    set -l here (__easel_walk)
    test "$here[1]" = "$argv[1]"; or return
    test "$here[2]" = "$argv[2]"; or test (count $argv) = 3 -a "$here[2]" -gt "$argv[2]"
end

complete -c easel -f
complete -c easel -n '__easel_argument \'\' 0' -a 'paint' -d 'Paints pictures from a prompt.'
complete -c easel -n '__easel_argument \'\' 0' -a 'review' -d 'Says what a person thinks of a picture.'
complete -c easel -n '__easel_argument \'\' 0' -a 'version' -d 'Prints the version.'
complete -c easel -n '__easel_argument \'\' 0' -a help -d 'Shows help of a command.'
complete -c easel -n '__easel_at \'\'' -l help -s h -d 'Shows help.'
complete -c easel -n '__easel_at \'paint\'' -l 'prompt' -x -d 'What the picture shows; - reads standard input.'
complete -c easel -n '__easel_at \'paint\'' -l 'size' -x -d 'Width and height.'
complete -c easel -n '__easel_at \'paint\'' -l 'n' -s 'n' -l 'count' -x -d 'How many pictures.'
complete -c easel -n '__easel_at \'paint\'' -l 'seconds' -x -d 'How long one attempt may take.'
complete -c easel -n '__easel_at \'paint\'' -l 'quality' -x -a '\'low\' \'medium\' \'high\'' -d 'How carefully it is painted.'
complete -c easel -n '__easel_at \'paint\'' -l 'background' -x -a '\'opaque\' \'transparent\' \'the painter\\\'s own\' \'automatic\'' -d 'What\'s behind the object, which some painters ignore.'
complete -c easel -n '__easel_at \'paint\'' -l 'reference-image' -l 'image' -l 'input-image' -r -F -d 'Picture to follow, in the order given.'
complete -c easel -n '__easel_at \'paint\'' -l 'sketch' -x -d 'Same as a reference, but drawn by hand.'
complete -c easel -n '__easel_at \'paint\'' -l 'no-download' -d 'Leave the picture where it is.'
complete -c easel -n '__easel_at \'paint\'' -l 'raw' -d 'Send the prompt as it is.'
complete -c easel -n '__easel_at \'paint\'' -l 'home' -x -a '(__fish_complete_directories)' -d 'Where everything is kept.'
complete -c easel -n '__easel_at \'paint\'' -l 'json' -l 'print-json' -d 'Print one JSON document.'
complete -c easel -n '__easel_at \'paint\'' -l help -s h -d 'Shows help.'
complete -c easel -n '__easel_argument \'review\' 0' -a 'show' -d 'Shows one review.'
complete -c easel -n '__easel_argument \'review\' 0' -a 'deny' -d 'Turns a picture down.'
complete -c easel -n '__easel_argument \'review\' 0' -a help -d 'Shows help of a command.'
complete -c easel -n '__easel_at \'review\'' -l help -s h -d 'Shows help.'
complete -c easel -n '__easel_at \'review show\'' -l help -s h -d 'Shows help.'
complete -c easel -n '__easel_argument \'review show\' 0' -a '(\'easel\' \'review\' \'list\' \'--ids\' 2>/dev/null)'
complete -c easel -n '__easel_argument \'review show\' 1' -a '\'low\' \'medium\' \'high\''
complete -c easel -n '__easel_at \'review deny\'' -l 'reason' -x -d 'Why.'
complete -c easel -n '__easel_at \'review deny\'' -l help -s h -d 'Shows help.'
complete -c easel -n '__easel_argument \'review deny\' 1 or-later' -F
complete -c easel -n '__easel_at \'version\'' -l help -s h -d 'Shows help.'
