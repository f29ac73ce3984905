package apitest

// ChatIDs lists the ids of all chats, without making the chats.
func (o *Org) ChatIDs() ([]string, error) {
	all, err := o.all()
	if err != nil {
		return nil, err
	}
	ids := make([]string, all.len())
	for i, place := range all.order {
		if place < 0 {
			ids[i] = all.kept[^place].id
		} else {
			ids[i] = all.many.id(int(place))
		}
	}
	return ids, nil
}
