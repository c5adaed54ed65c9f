#ifndef EXHIBIT_COPENSSL_SHIM_H
#define EXHIBIT_COPENSSL_SHIM_H

// Everything used so far is a function or a plain number that Swift imports as it is, so nothing is wrapped here.
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#endif
