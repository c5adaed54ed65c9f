# bash completion for easel

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
        ('paint --quality') _easel_offer 'low' 'medium' 'high' ;;
        ('paint --background') _easel_offer 'opaque' 'transparent' 'the painter'\''s own' 'automatic' ;;
        ('paint --reference-image'|'paint --image'|'paint --input-image') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
        ('paint --home') compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
    esac
}

_easel_arguments() {
    case "$at $seen" in
        ('review show 0') mapfile -t lines < <('easel' 'review' 'list' '--ids' 2>/dev/null); _easel_offer "${lines[@]}" ;;
        ('review show 1') _easel_offer 'low' 'medium' 'high' ;;
        ('review deny 0') : ;;
        ('review deny '*) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    esac
}

_easel_names() {
    case "$at" in
        ('') _easel_offer 'paint' 'review' 'version' 'help' ;;
        ('review') _easel_offer 'show' 'deny' 'help' ;;
    esac
}

_easel_flags() {
    case "$at" in
        ('') _easel_offer '--help' ;;
        ('paint') _easel_offer '--prompt' '--size' '--n' '--seconds' '--quality' '--background' '--reference-image' '--sketch' '--no-download' '--raw' '--home' '--json' '--help' ;;
        ('review') _easel_offer '--help' ;;
        ('review show') _easel_offer '--help' ;;
        ('review deny') _easel_offer '--reason' '--help' ;;
        ('version') _easel_offer '--help' ;;
    esac
}

_easel_offer() {
    local word
    for word in "$@"; do
        [[ $word == "$cur"* ]] || continue
        printf -v word %q "$word"
        COMPREPLY+=("$word")
    done
}

_easel() {
    local cur=${COMP_WORDS[COMP_CWORD]} at= value= ended= seen=0 i word lines
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ -n $value ]]; then
            # Bash splits --flag=value into three words; the equals sign is not the value.
            [[ $word == = ]] || value=
        elif [[ -n $ended ]]; then
            seen=$((seen + 1))
        else
            case $word in
                --) ended=1 ;;
                -?*) _easel_takes "$word" && value=$word ;;
                *) _easel_step "$word" ;;
            esac
        fi
    done
    if [[ -n $value ]]; then
        [[ $cur == = ]] && cur=
        _easel_values "$value"
    elif [[ -z $ended && $cur == -* ]]; then
        _easel_flags
    else
        ((seen == 0)) && _easel_names
        _easel_arguments
        [[ -z $cur && -z $ended && ${#COMPREPLY[@]} -eq 0 ]] && _easel_flags
    fi
    return 0
}

complete -F _easel easel
