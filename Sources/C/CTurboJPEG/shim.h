#ifndef EXHIBIT_CTURBOJPEG_SHIM_H
#define EXHIBIT_CTURBOJPEG_SHIM_H

#include <turbojpeg.h>

#endif
