package safetext

// Measure returns the size in bytes of the first grapheme cluster of s, which is not empty and was cleaned, its width bound in cells, and
// whether terminals agree on its width. It is for what draws lines that are put together already; everything else measures by [Width].
func Measure(s string) (size, cells int, agreed bool) {
	size, cells = nextCluster(s)
	if size == 1 {
		return size, cells, true
	}
	for i, r := range s[:size] {
		if i > 0 || plainCells(r) == 0 {
			return size, cells, false
		}
	}
	return size, cells, true
}
