package safetext

import (
	"strings"
	"unicode/utf8"
)

// flagTags returns the size of the tags at the start of s that spell a region after a black flag: three to six letters
// and digits, then the end tag (Unicode Technical Standard 51, emoji tag sequences). It is 0 where the tags spell anything
// else, since they could hide a text.
func flagTags(s string) int {
	size, n := 0, 0
	for size < len(s) && n <= 6 {
		r, w := utf8.DecodeRuneInString(s[size:])
		size += w
		switch {
		case r == cancelTag:
			if n < 3 {
				return 0
			}
			return size
		case 0xE0030 <= r && r <= 0xE0039, 0xE0061 <= r && r <= 0xE007A:
			n++
		default:
			return 0
		}
	}
	return 0
}

// limitClusters cuts each cluster of more than 32 characters and puts U+FFFD for its rest.
func limitClusters(s string) string {
	var b strings.Builder
	copied := 0
	for i := 0; i < len(s); {
		size, _ := nextCluster(s[i:])
		if utf8.RuneCountInString(s[i:i+size]) > maxClusterRunes {
			b.WriteString(s[copied:i])
			b.WriteString(clusterStart(s[i : i+size]))
			b.WriteRune(replacementChar)
			copied = i + size
		}
		i += size
	}
	if copied == 0 {
		return s
	}
	b.WriteString(s[copied:])
	return b.String()
}

// clusterStart returns the first characters of a cluster that is too long, so that one more fits, without a joiner or tag
// at the end, which would have lost what they belong to.
func clusterStart(cluster string) string {
	end := 0
	for range maxClusterRunes - 1 {
		_, size := utf8.DecodeRuneInString(cluster[end:])
		end += size
	}
	return strings.TrimRightFunc(cluster[:end], func(r rune) bool { return isTag(r) || isJoiner(r) })
}

// cutBody cuts a body that is too long, between two clusters, so that the last line, which says so, is within the limits.
func cutBody(s string) string {
	end, lines := 0, 0
	for lines < maxLines-1 {
		n := strings.IndexByte(s[end:], '\n')
		if n < 0 {
			end = len(s) + 1
			break
		}
		end += n + 1
		lines++
	}
	s = s[:max(end-1, 0)]
	if limit := maxBytes - len(cutNotice) - 1; len(s) > limit {
		start := strings.LastIndexByte(s[:limit], '\n') + 1
		end := start
		for end < len(s) {
			size, _ := nextCluster(s[end:])
			if end+size > limit {
				break
			}
			end += size
		}
		s = strings.TrimRightFunc(s[:end], isJoiner)
	}
	return s + "\n" + cutNotice
}
