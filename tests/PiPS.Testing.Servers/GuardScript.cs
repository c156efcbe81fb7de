namespace PiPS.Testing.Servers;

/// <summary>The shell script that ends what belongs to a <see cref="ServerFolder"/>.</summary>
internal static class GuardScript
{
    /// <summary>
    /// Arguments: the folder, and its owner's process id. Waits for the end of its input, of which the owner alone holds the other end;
    /// then runs the folder's file <c>end</c>, if there is one, ends all processes of the folder, and removes it. It says <c>clean</c>
    /// if nothing is left.
    /// </summary>
    /// <remarks>
    /// A process belongs to the folder if it was started with the folder's path in its environment, or holds a file in it open:
    /// sshd and slurmstepd overwrite their environment, but keep the log.
    /// </remarks>
    public const string Text = """
        exec 3>&1 >/dev/null 2>&1
        trap '' HUP INT QUIT TERM
        folder=$1 owner=$2
        cat

        members() {
            { find /proc/[0-9]*/fd -lname "$folder/*"; grep -slF "$folder" /proc/[0-9]*/environ; } |
                cut -d/ -f3 | sort -u | grep -vxF -e "$owner" -e $$
        }

        # Waits until there are none, for $1 looks: short ones first.
        none() {
            look=0
            while [ -n "$(members)" ]; do
                look=$((look + 1))
                [ $look -le $1 ] || return 1
                sleep 0.05
            done
        }

        [ ! -f "$folder/end" ] || timeout -k 1 30 sh "$folder/end"
        kill -TERM $(members)

        if ! none 10; then
            # Again and again: who is killed may just have started another.
            round=0
            while [ $round -lt 100 ] && [ -n "$(members)" ]; do
                kill -KILL $(members)
                none 2
                round=$((round + 1))
            done
        fi

        rm -rf "$folder"
        [ -e "$folder" ] || [ -n "$(members)" ] || echo clean >&3
        """;
}
