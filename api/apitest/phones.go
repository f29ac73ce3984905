package apitest

import (
	"encoding/json"
	"hash/fnv"
	"slices"
)

// phoneID makes an id of the documented form, "phone-" and letters, from a number. A phone id stays what it is.
func phoneID(phone string) string {
	if len(phone) > 6 && phone[:6] == "phone-" {
		return phone
	}
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(phone))
	id := []byte("phone-")
	for sum := hash.Sum64(); len(id) < len("phone-")+12; sum /= 26 {
		id = append(id, 'a'+byte(sum%26))
	}
	return string(id)
}

// PutPhones replaces the answer to GET /phones/all, which else lists the phone that the server accepts. What is put is served as it is.
func (o *Org) PutPhones(list []byte) {
	o.change(func() { o.phones = slices.Clone(list) })
}

// listPhones is the answer to GET /phones/all.
func (o *Org) listPhones(phone string) []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.complete()
	if o.phones != nil {
		return o.phones
	}
	body, err := json.Marshal([]map[string]any{{
		"phone_id":   phoneID(phone),
		"phone_name": "Support",
		"org_id":     *o.id.Load(),
		"org_phone":  phone + "@c.us",
		"wa_state":   "CONNECTED",
		"is_ready":   true,
		"labels":     []string{},
	}})
	if err != nil {
		panic("apitest: a phone did not become JSON: " + err.Error())
	}
	return body
}
