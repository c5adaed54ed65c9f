#compdef easel
# zsh completion for easel

_easel_step() {
    case "$at $1" in
        (' paint'|' draw') at='paint' ;;
        (' review') at='review' ;;
        (' version'|' --version') at='version' ;;
        (' help') at='' ;;
        ('review show') at='review show' ;;
        ('review deny') at='review deny' ;;
        ('review help') at='review' ;;
        (*) seen=$((seen + 1)) ;;
    esac
}

_easel_takes() {
    case "$at $1" in
        ('paint --prompt'|'paint --size'|'paint --n'|'paint -n'|'paint --count'|'paint --seconds'|'paint --quality'|'paint --background'|'paint --reference-image'|'paint --image'|'paint --input-image'|'paint --sketch'|'paint --home') return 0 ;;
        ('review deny --reason') return 0 ;;
        (*) return 1 ;;
    esac
}

_easel_values() {
    case "$at $1" in
        ('paint --quality') compadd -- 'low' 'medium' 'high' ;;
        ('paint --background') compadd -- 'opaque' 'transparent' 'the painter'\''s own' 'automatic' ;;
        ('paint --reference-image'|'paint --image'|'paint --input-image') _files ;;
        ('paint --home') _files -/ ;;
    esac
}

_easel_arguments() {
    case "$at $seen" in
        ('review show 0') compadd -- ${(f)"$('easel' 'review' 'list' '--ids' 2>/dev/null)"} ;;
        ('review show 1') compadd -- 'low' 'medium' 'high' ;;
        ('review deny 0') : ;;
        ('review deny '*) _files ;;
    esac
}

_easel_names() {
    case "$at" in
        ('') list=('paint:Paints pictures from a prompt.' 'review:Says what a person thinks of a picture.' 'version:Prints the version.' 'help:Shows help of a command.'); _describe command list ;;
        ('review') list=('show:Shows one review.' 'deny:Turns a picture down.' 'help:Shows help of a command.'); _describe command list ;;
    esac
}

_easel_flags() {
    case "$at" in
        ('') list=('--help:Shows help.'); _describe -o flag list ;;
        ('paint') list=('--prompt:What the picture shows; - reads standard input.' '--size:Width and height.' '--n:How many pictures.' '--seconds:How long one attempt may take.' '--quality:How carefully it is painted.' '--background:What'\''s behind the object, which some painters ignore.' '--reference-image:Picture to follow, in the order given.' '--sketch:Same as a reference, but drawn by hand.' '--no-download:Leave the picture where it is.' '--raw:Send the prompt as it is.' '--home:Where everything is kept.' '--json:Print one JSON document.' '--help:Shows help.'); _describe -o flag list ;;
        ('review') list=('--help:Shows help.'); _describe -o flag list ;;
        ('review show') list=('--help:Shows help.'); _describe -o flag list ;;
        ('review deny') list=('--reason:Why.' '--help:Shows help.'); _describe -o flag list ;;
        ('version') list=('--help:Shows help.'); _describe -o flag list ;;
    esac
}

_easel() {
    local at= value= ended= seen=0 i word
    local -a list
    for ((i = 2; i < CURRENT; i++)); do
        word=${words[i]}
        if [[ -n $value ]]; then
            value=
        elif [[ -n $ended ]]; then
            (( seen += 1 ))
        else
            case $word in
                (--) ended=1 ;;
                (-?*) _easel_takes "$word" && value=$word ;;
                (*) _easel_step "$word" ;;
            esac
        fi
    done
    word=${words[CURRENT]}
    if [[ -n $value ]]; then
        _easel_values "$value"
    elif [[ -z $ended && $word == --*=* ]]; then
        compset -P '*=' && _easel_values "${word%%=*}"
    elif [[ -z $ended && $word == -* ]]; then
        _easel_flags
    else
        (( seen == 0 )) && _easel_names
        _easel_arguments
        [[ -z $word && -z $ended ]] && (( compstate[nmatches] == 0 )) && _easel_flags
    fi
    return 0
}

if [[ ${funcstack[1]} == _easel ]]; then
    _easel "$@"
else
    compdef _easel easel
fi
